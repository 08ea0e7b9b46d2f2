process.on("exit", () => {
  require("node:fs").writeSync(2, `peak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});

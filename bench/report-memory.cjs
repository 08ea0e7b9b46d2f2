// Each thread of the program comes by here at its end; the peak is that of the whole process.
process.on("exit", () => {
  require("node:fs").writeSync(2, `peak ${process.resourceUsage().maxRSS}\n`);
});

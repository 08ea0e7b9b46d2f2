import { defineConfig } from "vitest/config";
import { kernelCode } from "./src/csv/compile-kernel.js";

export default defineConfig({
  define: { CS_METRICS_THREAD: JSON.stringify(""), CS_METRICS_KERNEL: JSON.stringify(await kernelCode()) },
  test: {
    include: ["test/**/*.test.ts"],
    // Most tests wait for programs they started; leaving a core of two idle would take half as long again.
    maxWorkers: "100%",
    // Spawned runs and property tests share the machine's cores with everything else.
    testTimeout: 30_000,
  },
});

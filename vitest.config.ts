import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Spawned runs and property tests share the machine's cores with everything else.
    testTimeout: 30_000,
  },
});

/** Where the compiled kernel is kept until its source changes. */
export const KERNEL: string;
/** The kernel in base64; empty where the environment says `CS_METRICS_KERNEL=off`. */
export const kernelCode: () => Promise<string>;

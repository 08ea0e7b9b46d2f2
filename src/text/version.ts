/** Set by the build from package.json. */
declare const CS_METRICS_VERSION: string | undefined;

/** Version of the program, for `--version` and for reports; "0.0.0" when run from source. */
export const VERSION: string = typeof CS_METRICS_VERSION === "string" ? CS_METRICS_VERSION : "0.0.0";

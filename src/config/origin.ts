/** Where a value comes from. */
export type Origin =
  | {
      readonly kind: "file";
      /** As people should be shown it. */
      readonly file: string;
      /** From 1; 0 = the file as a whole. */
      readonly line: number;
    }
  | {
      readonly kind: "environment" | "flag";
      /** `CS_METRICS_COMPANY`, `--company`. */
      readonly name: string;
    };

/** `cs-metrics.config.json:12`, `CS_METRICS_COMPANY`, `--company`. */
export const originText = (origin: Origin): string => {
  if (origin.kind !== "file") return origin.name;
  return origin.line === 0 ? origin.file : `${origin.file}:${origin.line}`;
};

/** A value and where it comes from. */
export interface Setting<Value> {
  readonly value: Value;
  readonly origin: Origin;
}

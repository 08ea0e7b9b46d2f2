import { Document } from "yaml";
import { OPTIONS } from "./write-nodes.ts";
import type { ConfigFormat } from "./write.ts";

/** Plain values as the text of a file. */
export const writePlain = (format: ConfigFormat, value: object): string =>
  format === "json" ? `${JSON.stringify(value, null, 2)}\n` : new Document(value, OPTIONS).toString({ lineWidth: 0 });

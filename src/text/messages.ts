import type { Facts } from "./problem.ts";

/** Code of a problem → its lines. The first line is complete by itself; the further ones say why and what to type next. */
export type Messages = Readonly<Record<string, (facts: Facts) => readonly string[]>>;

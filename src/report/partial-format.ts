const ARRAYS = { f64: Float64Array, i32: Int32Array, u32: Uint32Array, i8: Int8Array, u8: Uint8Array } as const;
type Kind = keyof typeof ARRAYS;

const kindOf = (value: unknown): Kind | undefined => (Object.keys(ARRAYS) as Kind[]).find((kind) => value instanceof ARRAYS[kind]);

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer => Buffer.from(buffer, byteOffset, byteLength);

/**
 * A value as one line of JSON. What JSON does not know becomes an object with one key: arrays of numbers `{"$f64": …}`, `$i32`, `$u32`, `$i8`,
 * `$u8` in base64, little-endian; `{"$map": [[key, value], …]}`, `{"$set": […]}`, `{"$number": "NaN"}`.
 */
export const toLine = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => {
    const kind = kindOf(one);
    if (kind !== undefined) return { [`$${kind}`]: bytesOf(one as ArrayBufferView).toString("base64") };
    if (one instanceof Map) return { $map: [...one] };
    if (one instanceof Set) return { $set: [...one] };
    return typeof one === "number" && !Number.isFinite(one) ? { $number: String(one) } : one;
  });

const numbers = (kind: Kind, text: string): ArrayBufferView => {
  const bytes = new Uint8Array(Buffer.from(text, "base64"));
  return new ARRAYS[kind](bytes.buffer, 0, bytes.byteLength / ARRAYS[kind].BYTES_PER_ELEMENT);
};

/** The value of such a line. Throws SyntaxError or RangeError for what is none. */
export const fromLine = (line: string): unknown =>
  JSON.parse(line, (_key, one: unknown) => {
    if (typeof one !== "object" || one === null) return one;
    const [name, ...others] = Object.keys(one);
    if (others.length > 0 || name === undefined || !name.startsWith("$")) return one;
    const [content] = Object.values(one) as unknown[];
    if (name === "$map") return new Map(content as [unknown, unknown][]);
    if (name === "$set") return new Set(content as unknown[]);
    if (name === "$number") return Number(content);
    const kind = name.slice(1);
    return Object.hasOwn(ARRAYS, kind) ? numbers(kind as Kind, String(content)) : one;
  });

import { readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { type Entry, fromFdPromise, getFileNameLowLevel, type ZipFile } from "yauzl";
import { ProblemError } from "../text/problem.ts";
import { errorCode } from "../text/system-error.ts";
import { notCsv, zipKind } from "./content.ts";
import { spool } from "./spool.ts";

/** A table of an archive, unpacked. */
interface Unpacked {
  /** Its path in the archive. */
  readonly name: string;
  /** The bytes, or a descriptor of the temporary file that holds them. */
  readonly content: Uint8Array | number;
  readonly size: number;
}

interface Packed {
  readonly name: string;
  readonly entry: Entry;
}

/** Tables up to this size are kept in memory. */
const SMALL = 256 << 10;
/** Where an archive that cannot be listed is searched for what it was. */
const LOOKED_AT = 64 << 10;
const STORED = 0;
const DEFLATED = 8;

/** By their names: texts that may be anything count only where nothing else is a table. */
const TABLES: readonly RegExp[] = [/\.(csv|tsv|tab)$/iu, /\.txt$/iu];
/** What macOS and others add of their own. */
const HIDDEN = /(^|\/)(__MACOSX\/|\.(?!\.?\/))/u;

/**
 * The tables of a zip archive in the order of their names, unpacked one by one. Throws exit 3 where there are none, they are locked or
 * damaged, or the archive is a workbook; exit 4 when there is no room to unpack.
 */
export async function* unzip(file: string, descriptor: number, size: number, tmpdir: string): AsyncGenerator<Unpacked> {
  const { zip, packed } = await listed(file, descriptor);
  const names = packed.map(({ name }) => name);
  // The first bytes of an OpenDocument file say what it is.
  const kind = zipKind(file, names.join("\n") + (names.includes("mimetype") ? beginning(descriptor) : ""));
  if (kind !== "zip") throw notCsv(file, kind);
  const tables = tablesOf(packed);
  if (tables.length === 0) throw new ProblemError(3, "zip-without-table", { file, entries: names });
  if (tables.some(({ entry }) => entry.isEncrypted())) throw new ProblemError(3, "zip-locked", { file });
  // Tables that share their bytes make a small archive unpack to any size.
  if (tables.reduce((sum, { entry }) => sum + entry.compressedSize, 0) > size) throw damaged(file, null);
  for (const table of tables) {
    const { name, entry } = table;
    const { compressionMethod, uncompressedSize } = entry;
    if (compressionMethod !== STORED && compressionMethod !== DEFLATED) throw new ProblemError(3, "zip-method", { file, entry: name });
    const bytes = unpacked(file, zip, table);
    const content = uncompressedSize > SMALL ? await spool(file, bytes, tmpdir) : await inMemory(bytes);
    yield { name, content, size: uncompressedSize };
  }
}

/** Everything in the archive but folders, in the order of names. */
async function listed(file: string, descriptor: number): Promise<{ zip: ZipFile; packed: Packed[] }> {
  const packed: Packed[] = [];
  try {
    // Names are shown and never used as paths, so that odd ones do no harm.
    const zip = await fromFdPromise(descriptor, { lazyEntries: true, autoClose: false, decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      const { generalPurposeBitFlag, fileName, extraFields } = entry;
      const name = getFileNameLowLevel(generalPurposeBitFlag, fileName as unknown as Buffer, extraFields, false);
      if (!name.endsWith("/")) packed.push({ name, entry });
    }
    return { zip, packed: packed.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
  } catch (cause) {
    if (errorCode(cause) !== "") throw new ProblemError(3, "unreadable-file", { file, reason: errorCode(cause) }, { cause });
    if (cause instanceof Error && cause.message.includes("encryption")) throw new ProblemError(3, "zip-locked", { file }, { cause });
    const kind = zipKind(file, beginning(descriptor));
    throw kind === "zip" ? damaged(file, null, cause) : notCsv(file, kind);
  }
}

function tablesOf(packed: readonly Packed[]): readonly Packed[] {
  const visible = packed.filter(({ name }) => !HIDDEN.test(name));
  for (const pattern of TABLES) {
    const tables = visible.filter(({ name }) => pattern.test(name));
    if (tables.length > 0) return tables;
  }
  // A lone file needs no ending: `tickets`, `export.dat`.
  return visible.length === 1 && zipKind(visible[0].name, "") === "zip" ? visible : [];
}

/** The bytes of a table, checked to be as many as the archive says, and the right ones. */
async function* unpacked(file: string, zip: ZipFile, { name, entry }: Packed): AsyncGenerator<Uint8Array> {
  let sum = 0;
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      sum = crc32(piece as Buffer, sum);
      yield piece as Buffer;
    }
  } catch (cause) {
    const code = errorCode(cause);
    if (code === "" || code.startsWith("Z_")) throw damaged(file, name, cause);
    throw new ProblemError(3, "unreadable-file", { file, reason: code }, { cause });
  }
  if (sum !== entry.crc32) throw damaged(file, name);
}

async function inMemory(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

function beginning(descriptor: number): string {
  const bytes = Buffer.alloc(LOOKED_AT);
  return bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, LOOKED_AT, 0));
}

const damaged = (file: string, entry: string | null, cause?: unknown): ProblemError =>
  new ProblemError(3, "damaged-zip", { file, entry }, { cause });

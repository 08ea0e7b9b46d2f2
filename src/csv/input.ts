// Nothing of node:fs/promises: the modules behind it cost a small report noticeable time.
import { closeSync, createReadStream, fstatSync, openSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { ProblemError } from "../text/problem.ts";
import { isZip } from "./content.ts";
import { folderProblem, openProblem } from "./missing.ts";
import type { BlockSink, Reading, Stretch, WantedRecords } from "./records.ts";
import { StoredInput } from "./stored-input.ts";

/** What the outside gives to open an input. */
export interface InputEnv {
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Folder for temporary files. */
  readonly tmpdir: string;
  /** JSON is as welcome as CSV. */
  readonly takesJson?: boolean;
}

/** Memory for so many bytes, until it is asked again. */
export type Room = (length: number) => Uint8Array;

/** A table of a file, of a zip archive or of standard input, that can be read any number of times. */
export interface Input {
  /** As given; `-` is standard input, `archive.zip/file.csv` a table of an archive. */
  readonly name: string;
  /** Descriptor of a plain file. */
  readonly file?: number;
  /** Bytes to be read, still compressed where they are gzip. */
  readonly size: number | null;
  readonly compression: "gzip" | null;
  /** The first bytes (decompressed), `HEAD` at most. */
  readonly head: Uint8Array;
  /** `head` is all there is. */
  readonly complete: boolean;
  /**
   * The content (decompressed) in pieces of about 1 MiB; a piece is valid until the next one is asked for. `stretch`: of a plain file that
   * `window` can look into. Pieces of a plain file are read to where `room` says, if it says so.
   */
  chunks(signal?: AbortSignal, stretch?: Stretch, room?: Room): AsyncIterable<Uint8Array>;
  /** Of `size`, the bytes read by the iteration that runs, for progress. */
  consumed(): number;
  /** A stretch of a plain file; null when the input is compressed. */
  window(position: number, length: number): Uint8Array | null;
  /** SHA-256 of the file as it is stored (of the whole archive for a table of one), hexadecimal; null for what is no file. */
  sha256(): Promise<string | null>;
  /** Of what holds records and no bytes: hands them out. */
  records?(sink: BlockSink, wanted: WantedRecords): Promise<Reading>;
  close(): void;
}

/**
 * Opens a file or `-`: itself, or the tables of a zip archive in the order of their names. Throws exit 3 for what cannot be used (missing,
 * a folder, empty, binary, a workbook, an archive without tables), exit 4 when there is no room for what can be read only once.
 */
export async function openInputs(name: string, env: InputEnv): Promise<Input[]> {
  const file = name === "-" ? await spooled(name, env.stdin, env) : await openFile(name, env);
  const input = new StoredInput(name, file, fstatSync(file).size);
  try {
    if (isZip(input.bytesAt(0, 4))) return await tablesOf(input, file, env);
    await input.look(env.takesJson ?? false);
    return [input];
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** The same for what can only be one table. Throws exit 3 for an archive of several. */
export async function openInput(name: string, env: InputEnv): Promise<Input> {
  const inputs = await openInputs(name, env);
  if (inputs.length === 1) return inputs[0];
  for (const input of inputs) input.close();
  throw new ProblemError(3, "zip-of-several", { file: name, entries: inputs.map((input) => input.name.slice(name.length + 1)) });
}

/** The archive is closed with the last of its tables. */
async function tablesOf(archive: StoredInput, file: number, env: InputEnv): Promise<Input[]> {
  const { unzip } = await import("./zip.ts");
  const inputs: StoredInput[] = [];
  let open = 0;
  const closeOne = (): void => {
    open -= 1;
    if (open === 0) archive.close();
  };
  const hash = archive.sha256.bind(archive);
  try {
    for await (const { name, content, size } of unzip(archive.name, file, archive.size, env.tmpdir)) {
      const input = new StoredInput(`${archive.name}/${name}`, content, size, { sha256: hash, close: closeOne });
      inputs.push(input);
      await input.look(env.takesJson ?? false);
    }
  } catch (error) {
    // Whoever opened the archive closes it.
    open = Infinity;
    for (const input of inputs) input.close();
    throw error;
  }
  open = inputs.length;
  return inputs;
}

/** Resolves to a file descriptor. */
async function openFile(name: string, env: InputEnv): Promise<number> {
  const path = resolve(env.cwd, name);
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) throw folderProblem(name, env.cwd);
    if (stats.isFile()) return openSync(path, "r");
  } catch (error) {
    throw error instanceof ProblemError ? error : openProblem(name, env.cwd, error);
  }
  // A named pipe, or `<(command)` of a shell.
  return spooled(name, createReadStream(path), env);
}

const spooled = async (name: string, source: AsyncIterable<Uint8Array>, { tmpdir }: InputEnv): Promise<number> =>
  (await import("./spool.ts")).spool(name, source, tmpdir);

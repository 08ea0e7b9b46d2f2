import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { StorePlace } from "../store/env.ts";
import type { Problem } from "../text/problem.ts";
import type { Io } from "./io.ts";

/** Kinds of file systems, as Linux numbers them, on which locks of other machines are not seen or do not hold. */
const SHARED: Readonly<Record<number, string>> = {
  0x6969: "NFS",
  0x517b: "SMB",
  0xff534d42: "SMB",
  0xfe534d42: "SMB",
  0x564c: "NetWare",
  0x5346414f: "AFS",
  0x73757245: "Coda",
  0xc36400: "Ceph",
  0xbd00bd0: "Lustre",
  0x1021997: "9p, shared with another machine",
  0x65735546: "FUSE, such as sshfs or a cloud drive",
  0x786f4256: "a folder shared with a virtual machine",
  0xbacbacbc: "a folder shared with a virtual machine",
  0x7c7c6673: "a folder shared with a virtual machine",
};

/** Folders that a program keeps the same on several machines, by what one of the folders above is called. */
const SYNCED: readonly (readonly [name: RegExp, program: string])[] = [
  [/^Dropbox(?: \(.+\))?$/u, "Dropbox"],
  [/^OneDrive(?: ?- ?.+)?$/u, "OneDrive"],
  [/^(?:Google ?Drive(?:[ -].+)?|My Drive)$/u, "Google Drive"],
  [/^(?:iCloud ?Drive|Mobile Documents|com~apple~CloudDocs)$/u, "iCloud"],
  [/^Box(?: Sync|-Box)?$/u, "Box"],
  [/^Nextcloud\d*$/u, "Nextcloud"],
  [/^ownCloud$/u, "ownCloud"],
  [/^pCloud ?Drive$/u, "pCloud"],
  [/^MEGA(?:sync)?$/u, "MEGA"],
  [/^Proton ?Drive(?:[ -].+)?$/u, "Proton Drive"],
  [/^CloudStorage$/u, "a cloud drive"],
];

/** What such programs leave in the folder that they keep. */
const MARKS: readonly (readonly [file: string, program: string])[] = [
  [".dropbox.cache", "Dropbox"],
  [".stfolder", "Syncthing"],
];

/** Where OneDrive's folders are, by any name. */
const VARIABLES = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"];

const foldersOf = (path: string): string[] => {
  const folders = [dirname(path)];
  while (dirname(folders.at(-1)!) !== folders.at(-1)!) folders.push(dirname(folders.at(-1)!));
  return folders;
};

const syncedBy = (folders: readonly string[], { env }: Pick<Io, "env">): string | null => {
  const names = folders.map((folder) => folder.split(/[/\\]/u).at(-1) ?? "");
  const named = SYNCED.find(([name]) => names.some((one) => name.test(one)));
  if (named !== undefined) return named[1];
  const marked = MARKS.find(([file]) => folders.some((folder) => existsSync(join(folder, file))));
  if (marked !== undefined) return marked[1];
  return VARIABLES.some((name) => folders.includes(resolve(env[name] || "\0"))) ? "OneDrive" : null;
};

/** A warning of a store on a network, or in a folder that is synced: there it can be damaged. Null = its place is good. */
export const riskOfPlace = (io: Pick<Io, "cwd" | "env" | "machine">, { path, name }: StorePlace): Problem | null => {
  const given = resolve(io.cwd, path);
  const there = existsSync(given) ? given : foldersOf(given).find((folder) => existsSync(folder));
  if (there === undefined) return null;
  // By its name, and by where links lead to.
  const real = join(realpathSync(there), "x");
  const program = syncedBy([...foldersOf(given), ...foldersOf(real)], io);
  if (program !== null) return { code: "store-synced", facts: { file: name, program } };
  const kind = given.startsWith("\\\\") ? "SMB" : SHARED[(io.machine.fileSystem(there) ?? 0) >>> 0];
  return kind === undefined ? null : { code: "store-on-network", facts: { file: name, kind } };
};

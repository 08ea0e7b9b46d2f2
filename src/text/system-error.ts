/** Code of a system error ("ENOSPC"), or "" for anything else. */
export const errorCode = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
};

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "your share of the disk is used up",
  EIO: "the device reports an error",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the disk is read-only",
  ENOENT: "there is no such folder",
  ENOTDIR: "part of its path is a file, not a folder",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its links lead in a circle",
  EFBIG: "it would be too large",
  EMFILE: "too many files are open",
  EBUSY: "another program is using it",
};

/** What the code of a system error means for whoever has to do something about it; the code itself where there are no words for it. */
export const reasonText = (code: unknown): string => WORDS[String(code)] ?? (code ? String(code) : "unknown reason");

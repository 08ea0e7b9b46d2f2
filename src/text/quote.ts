/** Between double quotes a POSIX shell would still act on these, so that pasting a file's name could run a command in it. */
const ACTIVE = /[$`"!]|\\$/u;

/** A word as it can be pasted into a shell: bare where it is plain, else in double quotes, which every shell takes, as far as that is safe. */
export const quoteArgument = (word: string): string => {
  if (/^[\p{L}\p{N}_./:@%+,=-]+$/u.test(word)) return word;
  return ACTIVE.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
};

/** A file's name as an argument; one that looks like a flag is led by its folder. `-` stays standard input. */
export const quoteFile = (file: string): string => quoteArgument(/^-./u.test(file) ? `./${file}` : file);

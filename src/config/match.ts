import { resolve } from "node:path";

const slashed = (path: string): string => path.replaceAll("\\", "/");

/** Whether a text fits a pattern: `**` = any characters, `*` = any but `/`, `?` = one but `/`. Time grows with the product of the lengths only. */
const fits = (pattern: string, text: string): boolean => {
  const signs = pattern.match(/\*\*+|[^]/gu) ?? [];
  // reach[i]: the signs before i fit what has been seen of the text.
  const step = (reach: boolean[]): boolean[] => {
    for (const [i, sign] of signs.entries()) if (reach[i] && sign.startsWith("*")) reach[i + 1] = true;
    return reach;
  };
  let reach = step([true]);
  for (const character of text) {
    const next: boolean[] = [];
    for (const [i, sign] of signs.entries()) {
      if (!reach[i]) continue;
      if (sign.length > 1 || (sign === "*" && character !== "/")) next[i] = true;
      else if (sign === character || (sign === "?" && character !== "/")) next[i + 1] = true;
    }
    reach = step(next);
  }
  return reach[signs.length] === true;
};

/** The names a table's file goes by: its own, that without `.gz`, and that of the archive it is a member of. */
const namesOf = (path: string): string[] => {
  const member = /^(.*?\.zip)\/./iu.exec(path)?.[1];
  return [path, path.replace(/\.gz$/iu, ""), ...(member === undefined ? [] : [member])];
};

/**
 * Whether the pattern of a config in this folder is meant for a file, given by its full path. A pattern without `/` is a name in any
 * folder, another one is a path from the config's folder. Case does not count.
 */
export const isMeant = (pattern: string, folder: string, path: string): boolean => {
  const wanted = slashed(pattern.trim()).toLowerCase();
  const names = namesOf(slashed(path).toLowerCase());
  if (!wanted.includes("/")) return names.some((name) => fits(wanted, name.slice(name.lastIndexOf("/") + 1)));
  const root = slashed(resolve(folder)).toLowerCase();
  const isWhole = /^(?:\/|[a-z]:\/)/u.test(wanted);
  return names.some((name) => {
    if (isWhole) return fits(wanted, name);
    const own = name.startsWith(`${root}/`) ? name.slice(root.length + 1) : null;
    return own !== null && fits(wanted.replace(/^\.\//u, ""), own);
  });
};

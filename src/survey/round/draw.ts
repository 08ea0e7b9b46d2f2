const FNV = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a over the code units with the last mix of MurmurHash3: spreads ids that follow each other over the whole range. */
const hashOf = (text: string): number => {
  let hash = FNV;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * `count` of the entries as if drawn at random, in the order they stand. What is drawn depends on the keys alone: the same entries give
 * the same draw on any day, and one entry more changes at most one of those drawn.
 */
export const draw = <Entry>(entries: readonly Entry[], count: number, keyOf: (entry: Entry) => string): Entry[] => {
  const ranked = entries.map((entry) => {
    const key = keyOf(entry);
    return { entry, key, hash: hashOf(key) };
  });
  ranked.sort((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1));
  const drawn = new Set(ranked.slice(0, count).map(({ entry }) => entry));
  return entries.filter((entry) => drawn.has(entry));
};

import { isAscii, isUtf8 } from "node:buffer";

/** Turns pieces of a file into pieces of clean UTF-8. What it returns is valid until the next call. */
export interface Decoder {
  /** Null: the bytes are not in this encoding. */
  decode(chunk: Uint8Array): Uint8Array | null;
  /** What was held back; null when the input stops amid a character. */
  end(): Uint8Array | null;
}

/** Bytes at the end that begin a UTF-8 character but do not finish it (0–3). */
export function openBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

const NOTHING = new Uint8Array(0);

/**
 * UTF-8 passes through untouched, but checked; characters cut between pieces are checked when whole. A character cut by the end of the
 * file is a torn file if there were others before it; alone it speaks for another encoding.
 */
export function utf8Decoder(): Decoder {
  let open = Buffer.alloc(0);
  let proven = false;
  return {
    decode(chunk) {
      if (open.length === 0 && isAscii(chunk)) return chunk;
      let from = 0;
      if (open.length > 0) {
        while (from < chunk.length && from < 3 && (chunk[from] & 0xc0) === 0x80) from += 1;
        open = Buffer.concat([open, chunk.subarray(0, from)]);
        if (from === chunk.length && openBytes(open) === open.length) return chunk;
        if (!isUtf8(open)) return null;
        proven = true;
      }
      const cut = chunk.length - openBytes(from === 0 ? chunk : chunk.subarray(from));
      open = Buffer.from(chunk.subarray(cut));
      const whole = chunk.subarray(from, cut);
      if (!isUtf8(whole)) return null;
      proven ||= !isAscii(whole);
      return chunk;
    },
    end: () => (open.length > 0 && !proven ? null : NOTHING),
  };
}

/** UTF-8 because it was asked for: what is none becomes U+FFFD. */
export function forgivingUtf8Decoder(): Decoder {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let open: Uint8Array = NOTHING;
  return {
    decode(chunk) {
      const whole = open.length === 0 ? chunk : Buffer.concat([open, chunk]);
      const cut = whole.length - openBytes(whole);
      open = Buffer.from(whole.subarray(cut));
      const bytes = whole.subarray(0, cut);
      return isUtf8(bytes) ? bytes : Buffer.from(decoder.decode(bytes));
    },
    end: () => Buffer.from(decoder.decode(open)),
  };
}

/**
 * Characters of the upper half of encodings of one byte that the TextDecoder of Node does not know, or not well: the one of Node 20 reads
 * 0x80–0x9F of Windows-1252 as control characters. The others are what Excel saves as "CSV (MS-DOS)".
 */
export const SINGLE_BYTE: Readonly<Record<string, string>> = {
  // Its five gaps stay the control characters they are.
  "windows-1252":
    "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º" +
    "»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
  cp437:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0",
  cp850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
};

/** An encoding of one byte by a table from bytes to bytes, which needs no strings between. */
export function singleByteDecoder(encoding: string): Decoder {
  const characters = Array.from(SINGLE_BYTE[encoding], (character) => Buffer.from(character));
  let clean = Buffer.alloc(0);
  return {
    decode(chunk) {
      if (clean.length < chunk.length * 3) clean = Buffer.allocUnsafeSlow(chunk.length * 3);
      let to = 0;
      for (let from = 0; from < chunk.length; from++) {
        const byte = chunk[from];
        if (byte < 128) clean[to++] = byte;
        else for (const part of characters[byte - 128]) clean[to++] = part;
      }
      return clean.subarray(0, to);
    },
    end: () => NOTHING,
  };
}

/** Every other encoding Node knows; what cannot be read becomes U+FFFD, but for half a character of UTF-16 that a cut left at the end. */
export function textDecoder(encoding: string): Decoder {
  const decoder = new TextDecoder(encoding);
  return {
    decode: (chunk) => Buffer.from(decoder.decode(chunk, { stream: true })),
    end: () => (encoding.startsWith("utf-16") ? NOTHING : Buffer.from(decoder.decode())),
  };
}

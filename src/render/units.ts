/** Rounds to a whole number, halves to even, so that many rounded figures lean neither way. */
const round = (value: number): number => {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
};

const two = (value: number): string => String(value).padStart(2, "0");

/** A time for people: `4.2s`, `45s`, `4m 05s`, `39m`, `1h 22m`; from two days on whole hours gone by: `2d 08h`, `120d`. `seconds` ≥ 0. */
export const duration = (seconds: number): string => {
  if (seconds < 9.95 && !Number.isInteger(seconds)) return `${seconds.toFixed(1)}s`;
  const whole = round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 600) return `${Math.floor(whole / 60)}m ${two(whole % 60)}s`;
  const minutes = round(seconds / 60);
  if (minutes < 60) return `${minutes}m`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 100 * 24) return `${Math.floor(hours / 24)}d ${two(hours % 24)}h`;
  return `${count(Math.floor(hours / 24))}d`;
};

/** A whole number: plain up to 9999, then `12,345`. */
export const count = (value: number): string => {
  const digits = String(Math.round(value));
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/gu, ",");
};

/** `digits` decimals, and never a negative zero. */
export const decimal = (value: number, digits: number): string => {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
};

/** A share in percent; what is not quite all or nothing never prints as 100 or 0. */
export const percent = (value: number, digits: number): string => {
  const text = decimal(value, digits);
  const step = 10 ** -digits;
  if (value < 100 && Number(text) === 100) return `>${decimal(100 - step, digits)}%`;
  if (value > 0 && Number(text) === 0) return `<${decimal(step, digits)}%`;
  return `${text}%`;
};

/** A whole number with its sign: `+53`, `-12`, `0`. */
export const signed = (value: number): string => {
  const text = decimal(value, 0);
  return Number(text) > 0 ? `+${text}` : text;
};

/** `agent` → `Agent`. */
export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `First reply` → `first reply`, as it stands within a sentence; an abbreviation keeps its capitals. */
export const lowered = (name: string): string => (/^\p{Lu}(?!\p{Lu})/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);

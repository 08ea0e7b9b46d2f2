import type { Scale } from "../fields.ts";
import type { Profile, ProfileColumn } from "./types.ts";

const scaleText = ({ low, high, lowIsGood }: Scale): string => `${low}-${high}${lowIsGood ? ":low" : ""}`;

const columnFile = (column: ProfileColumn | null): unknown => {
  if (column === null) return null;
  const { scale, ...rest } = column;
  if (scale !== undefined) return { ...rest, scale: scaleText(scale) };
  return Object.keys(rest).length === 1 ? rest.field : rest;
};

/** A profile in the shape of a file of the user's own, as `parseProfile` takes it. */
export const profileFile = ({
  id,
  name,
  certainty,
  fingerprint,
  columns,
  zone,
  dateFormat,
  encoding,
  scales,
  rows,
  keep,
  headers,
  advice,
}: Profile): object => ({
  id,
  name,
  certainty,
  fingerprint,
  columns: Object.fromEntries(Object.entries(columns).map(([header, column]) => [header, columnFile(column)])),
  ...(zone === undefined ? {} : { zone }),
  ...(dateFormat === undefined ? {} : { dateFormat }),
  ...(encoding === undefined ? {} : { encoding }),
  ...(scales === undefined ? {} : { scales: Object.fromEntries(Object.entries(scales).map(([kpi, scale]) => [kpi, scaleText(scale)])) }),
  ...(rows === undefined ? {} : { rows }),
  ...(keep === undefined ? {} : { keep }),
  headers,
  advice,
});

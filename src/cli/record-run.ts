import type { Report } from "../report/model.ts";
import { recordReport } from "../report/record.ts";
import type { ReportRequest } from "../report/request.ts";
import type { Problem } from "../text/problem.ts";
import type { Io } from "./io.ts";
import { riskOfPlace } from "./risky-place.ts";
import { holdingStore } from "./store-lock.ts";
import { storePlace } from "./store-place.ts";

/** Keeps what a report has found, for `trend`. Resolves to what is worth saying of it. */
export const recordRun = async (io: Io, report: Report, request: ReportRequest, db: string | undefined): Promise<readonly Problem[]> => {
  const place = storePlace(io, db);
  const { cwd, now, signal } = io;
  const { night, replaced, ahead } = await holdingStore(io, place, () => recordReport(report, request, place, { cwd, now, signal }));
  const risk = riskOfPlace(io, place);
  return [
    ...(risk === null ? [] : [risk]),
    ...(replaced ? [{ code: "night-replaced", facts: { night, file: place.name } }] : []),
    ...(ahead === null ? [] : [{ code: "clock-behind", facts: { night, ahead: new Date(ahead).toISOString() } }]),
  ];
};

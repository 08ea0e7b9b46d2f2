import { type Comparison, compareReports } from "./compare.ts";
import { comparedPeriod } from "./compare-period.ts";
import type { Report } from "./model.ts";
import type { ReportRequest } from "./request.ts";

/** What can be asked to make the other report: the same files, or another one. */
export interface OtherReports {
  /** Of the files that are open. */
  readonly ofSame: (request: ReportRequest) => Promise<Report>;
  /** Of the request's own files. */
  readonly ofOther: (request: ReportRequest) => Promise<Report>;
}

/** Sets the report beside the other period or file that the request names. */
export const compareWith = async (request: ReportRequest, report: Report, { ofSame, ofOther }: OtherReports): Promise<Comparison> => {
  const compare = request.compare!;
  const plain = {
    ...request,
    period: null,
    since: null,
    until: null,
    verdicts: false,
    rejects: null,
    hash: false,
    targets: [],
    compare: null,
  };
  if (compare.kind === "file")
    return compareReports(report, await ofOther({ ...plain, files: [compare.file], store: undefined }), compare.file);
  const { since, until, timeZone: zone } = report.period;
  const span = comparedPeriod(compare.period, { since, until, dateOnlyUntil: false }, { zone, asOf: report.asOf });
  const [from, to] = [span.since, span.until].map((time) => new Date(time).toISOString());
  return compareReports(report, await ofSame({ ...plain, since: from, until: to }), null);
};

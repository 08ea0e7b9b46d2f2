import { type Check, renderJson, renderTable } from "../../render/doctor.ts";
import { ProblemError } from "../../text/problem.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { configured } from "../config.ts";
import { answersHome } from "../answers-home.ts";
import {
  checkAnswers,
  checkDisk,
  checkImport,
  checkLock,
  checkNode,
  checkRecord,
  checkStore,
  checkZone,
  failureOf,
} from "../doctor-checks.ts";
import type { DoctorValues } from "../doctor-flags.ts";
import type { Io } from "../io.ts";
import { print } from "../print.ts";
import { widthOf } from "../request.ts";
import { storePlace } from "../store-place.ts";

/** The settings that count; where they are wrong, what was typed. */
const settingsOf = async (io: Io, given: DoctorValues): Promise<{ readonly values: DoctorValues; readonly check: Check }> => {
  try {
    const { values, places } = await configured(io, "doctor", given);
    const from = [...new Set(Object.values(places))];
    const message = from.length === 0 ? "nothing is set, or nothing that matters here" : `in order (${from.join("; ")})`;
    return { values, check: { id: "config", status: "ok", exit: 0, message, facts: { from } } };
  } catch (error) {
    return { values: given, check: failureOf("config", error) };
  }
};

const storeChecks = async (io: Io, values: DoctorValues, isNamed: boolean): Promise<Check[]> => {
  let place;
  try {
    place = storePlace(io, values.db);
  } catch (error) {
    return [failureOf("store", error)];
  }
  const { check, health } = checkStore(io, place);
  const now = io.now();
  const waiting = await checkAnswers(io, answersHome(io, place, isNamed));
  return [
    check,
    await checkLock(io, place),
    checkDisk(io, place, health?.bytes ?? 0),
    ...(health === null ? [] : [checkImport(health, now, values.fresh)]),
    ...(waiting === null ? [] : [waiting]),
    ...(health === null ? [] : [checkRecord(health, now)]),
  ];
};

/** `cs-metrics doctor`: whether everything is ready for the night. Resolves to the greatest exit code of what is wrong. */
export const runDoctorCommand = async (io: Io, words: readonly string[], given: DoctorValues): Promise<number> => {
  if (words.length > 0) throw new ProblemError(2, "doctor-words", { words });
  const { values, check } = await settingsOf(io, given);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const checks = [
    checkNode(process.version),
    check,
    checkZone(values.tz, timeZone),
    ...(await storeChecks(io, values, given.db !== undefined)),
  ];
  const exit = Math.max(...checks.map((one) => one.exit));
  const file = values.output === undefined || values.output === "-" ? null : values.output;
  const isJson = (values.format ?? (file?.toLowerCase().endsWith(".json") ? "json" : "table")) === "json";
  const style = await makeStyle(wantsColor(values.color ?? "auto", io.env, file === null && io.stdout.isTTY));
  const text = isJson
    ? renderJson(checks, exit)
    : renderTable(checks, { style, width: widthOf(values, io, file), ascii: values.ascii ?? false });
  await (file === null ? print(io, text) : (await import("../write-file.ts")).writeFile(io, file, text));
  return exit;
};

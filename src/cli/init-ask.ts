import type { InspectedFile, Inspection } from "../report/inspect-model.ts";
import { Stopped } from "../survey/model.ts";
import { createAsker } from "./create-asker.ts";
import { EXIT } from "./exit.ts";
import { Dialog, type Given } from "./init-dialog.ts";
import type { Question, Typed } from "./init-question.ts";
import type { InitRun } from "./init-run.ts";
import type { Answer, Group } from "./init-settings.ts";
import { answerText, cut } from "./init-words.ts";
import { tell, tellProblem } from "./print.ts";

export interface AskingForConfig {
  /** What was understood, ready to be shown. */
  readonly shown: string;
  /** Null = no file is given. */
  readonly inspection: Inspection | null;
  readonly finish: (answers: readonly Answer[], open: readonly Question[]) => Promise<number>;
}

/** What may be said of a company besides; all of it can be left out. */
const FURTHER: readonly { readonly key: "company" | "targets" | "businessHours"; readonly ask: string; readonly isList?: boolean }[] = [
  { key: "company", ask: "What is your company called? Surveys ask in its name." },
  { key: "targets", ask: "What should the figures reach? Such as csat=85, art=4h", isList: true },
  { key: "businessHours", ask: "When does the team work? Such as Mon-Fri 09:00-17:00" },
];

/** The wizard: asks what is open, shows what comes of it, and writes. */
class Wizard {
  readonly #run: InitRun;
  readonly #dialog: Dialog;
  #answers: Answer[] = [];
  /** Questions that were answered with nothing to write. */
  #settled = new Set<string>();

  constructor(run: InitRun, dialog: Dialog) {
    this.#run = run;
    this.#dialog = dialog;
  }

  /** Resolves to the answers and to what is still open. */
  async ask(first: Inspection | null): Promise<{ answers: readonly Answer[]; open: readonly Question[] }> {
    const { groups } = this.#run;
    for (;;) {
      this.#answers = [];
      this.#settled = new Set();
      this.#run.groups = groups;
      const last = first === null ? null : await this.#askAboutFiles(first);
      // A profile is for no folder and no company.
      if (this.#run.values["profile-out"] === undefined) {
        if (last !== null) await this.#askForPatterns(last.files);
        await this.#askFurther();
      }
      const open = last === null ? [] : this.#run.questions(last).filter(({ id }) => !this.#settled.has(id));
      if (await this.#isAgreed(open)) return { answers: this.#answers, open };
    }
  }

  /** Which files a question is about, where there are several kinds. */
  #titleOf(group: number | null): string {
    return group === null || this.#run.groups.length === 1 ? "" : this.#run.groups[group].match;
  }

  /** Asks until nothing new is open: an answer may decide other questions, or raise them. */
  async #askAboutFiles(start: Inspection): Promise<Inspection> {
    const asked = new Set<string>();
    let inspection = start;
    for (;;) {
      const question = this.#run.questions(inspection).find(({ id }) => !asked.has(id));
      if (question === undefined) return inspection;
      asked.add(question.id);
      const given = await this.#askOne(question);
      if (given === null) continue;
      const [first] = given.sets;
      const said = first === undefined ? given.label : answerText(given.label, first.value);
      if (given.sets.length === 0) {
        await this.#dialog.note(question.key, said);
        this.#settled.add(question.id);
        continue;
      }
      const answers = given.sets.map((setting) => ({ ...setting, group: question.group, why: given.label }));
      try {
        inspection = await this.#run.inspect([...this.#answers, ...answers]);
        this.#answers.push(...answers);
        await this.#dialog.note(first.key, said);
      } catch (error) {
        const contradiction = this.#run.contradiction(error, "your answer");
        if (contradiction === null) throw error;
        asked.delete(question.id);
        await this.#dialog.tellLines([`That cannot be: ${contradiction[0]}`, ...contradiction.slice(1)]);
      }
    }
  }

  /** Null = left open. */
  async #askOne({ ask, options, typed, group }: Question): Promise<Given | null> {
    const title = this.#titleOf(group);
    if (options.length === 0 && typed === null) {
      await this.#dialog.tellLines([ask]);
      return null;
    }
    const choices = [...options.map(({ label }) => label), ...(typed === null ? [] : [typed.label])];
    for (;;) {
      const place = await this.#dialog.choose(ask, choices, title);
      if (place === null) return null;
      if (place < options.length) return options[place];
      const own = await this.#dialog.typed(typed!, title);
      if (own !== null) return own;
    }
  }

  async #askForPatterns(files: readonly InspectedFile[]): Promise<void> {
    for (const [place, group] of this.#run.groups.entries()) {
      if (!group.isNew || this.#run.values.match !== undefined) continue;
      const match = await this.#askPattern(group, files);
      this.#run.groups = this.#run.groups.map((one, at) => (at === place ? { ...one, match } : one));
      await this.#dialog.note("match", match);
    }
  }

  async #askPattern({ match, members }: Group, files: readonly InspectedFile[]): Promise<string> {
    const own = members.map((index) => files[index].report);
    const name = own[0].file.split(/[/\\]/u).at(-1)!;
    const profile = own.every((one) => one.profile === own[0].profile) ? own[0].profile : null;
    const options = [
      { match, label: /[*?]/u.test(match) ? `${match}: every file that is called so` : match },
      ...(name === match || members.length > 1 || !/\./u.test(name) ? [] : [{ match: name, label: `${name} alone` }]),
      ...(profile === null ? [] : [{ match: profile, label: `${profile}: every export of this kind, whatever it is called` }]),
    ];
    for (;;) {
      const labels = [...options.map(({ label }) => label), "another pattern"];
      const place = await this.#dialog.choose(`Which files are to be read like ${cut(name)}?`, labels);
      if (place === null) return match;
      if (place < options.length) return options[place].match;
      const text = await this.#dialog.text("Which? * stands for any characters, ? for one");
      const typed = text === null ? null : await this.#dialog.attempt(() => this.#run.readKey("match", text));
      if (typed === null) continue;
      const missed = own.find((report) => !this.#run.fits(typed, report));
      if (missed === undefined) return typed;
      await this.#dialog.tellLines([`${typed} does not fit ${missed.file}`]);
    }
  }

  /** What no file tells. What is set already is not asked. */
  async #askFurther(): Promise<void> {
    const { sure, config } = this.#run;
    for (const { key, ask, isList } of FURTHER) {
      if (config.settings[key] !== undefined || sure.some((answer) => answer.group === null && answer.key === key)) continue;
      const typed: Typed = {
        label: "",
        ask,
        read: async (text) => {
          const parts = (isList === true ? text.split(",") : [text]).map((part) => part.trim()).filter((part) => part !== "");
          const read: string[] = [];
          for (const part of parts) read.push(await this.#run.readKey(key, part));
          return read.length === 0 ? [] : [{ key, value: isList === true ? read : read[0] }];
        },
      };
      await this.#dialog.tell("");
      const given = await this.#dialog.typed(typed);
      if (given === null) continue;
      this.#answers.push(...given.sets.map((setting) => ({ ...setting, group: null, why: null })));
      await this.#dialog.note(key, given.label);
    }
  }

  /** Shows what comes of the answers; true = it is to be written. */
  async #isAgreed(open: readonly Question[]): Promise<boolean> {
    const { written, files } = this.#run;
    if (files.length > 0) await this.#dialog.tell(`\n${await this.#run.preview(this.#answers)}`);
    const left = open.length === 0 ? [] : [`${open.length} left open: ${open.map(({ key }) => key).join(", ")}`];
    const lines = [...left, `Write this to ${written.file}? Ctrl-C stops, and nothing is written.`];
    const keys = [
      { key: "enter", label: written.isNew ? "write it" : "add it" },
      { key: "a", label: "answer again" },
    ];
    return (await this.#dialog.pick(lines, keys)) === "enter";
  }
}

/** Asks in the terminal and writes what is answered. Resolves to the exit code; 130 with nothing written where the person stops. */
export const askForConfig = async (run: InitRun, { shown, inspection, finish }: AskingForConfig): Promise<number> => {
  const { io, values } = run;
  const asker = await createAsker(io.terminal(), values);
  try {
    await tell(io, shown);
    const { answers, open } = await new Wizard(run, new Dialog(io, asker)).ask(inspection);
    return await finish(answers, open);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    await tellProblem(io, "cs-metrics", { code: "init-stopped", facts: { file: run.written.file } });
    return io.signal?.aborted ? (io.signal.reason as number) : EXIT.interrupted;
  }
};

import { ProblemError } from "../../text/problem.ts";
import { BANDED_TYPES, BANDS, SCALES } from "../bands.ts";
import type { Phrases, Question, ScaleQuestion, Survey, Thanks } from "../model.ts";
import { WORDINGS } from "../wording/index.ts";
import type { Wording } from "../wording/wording.ts";
import type { QuestionDefinition, SurveyDefinition, Texts } from "./definition.ts";
import { matchLanguage, wordingFor } from "./language.ts";
import { fillNames, fillPattern, type Named } from "./names.ts";

/** How a survey is to be put: in which language (`es-MX` finds `es`), with which names, and whether an agent reads it to a customer. */
export interface AskedAs extends Named {
  readonly language: string;
  readonly aloud: boolean;
}

/** Puts the texts of one survey into words. */
class Speaker {
  readonly #language: string;
  readonly #named: Named;
  readonly #aloud: boolean;
  /** Undefined where this program has no words in the language: then the survey brings them all, but for the help lines. */
  readonly #own: Wording | undefined;
  readonly #wording: Wording;

  constructor(language: string, { aloud, ...named }: AskedAs) {
    this.#language = language;
    this.#named = named;
    this.#aloud = aloud;
    this.#own = wordingFor(language);
    this.#wording = this.#own ?? WORDINGS.get("en")!;
  }

  get phrases(): Phrases {
    return this.#wording.phrases;
  }

  text(texts: Texts): string {
    return this.#fill(texts.get(this.#language) ?? "");
  }

  title(texts: Texts | null): string {
    if (texts !== null) return this.text(texts);
    if (this.#own === undefined) return this.#fill("{company|}");
    return this.#named.company === null ? this.#own.titleUnnamed : this.#fill(this.#own.title);
  }

  /** What comes before the first question. Aloud, the customer is greeted by name and told who asks. */
  intro(texts: Texts | null, count: number): string {
    const written = texts === null ? "" : this.text(texts);
    if (!this.#aloud || this.#own === undefined) return written;
    const { aloud } = this.#own;
    const hello = this.#named.customer === null ? aloud.helloUnnamed : this.#fill(aloud.hello);
    if (written !== "") return this.#named.customer === null ? written : `${hello} ${written}`;
    const from = this.#named.company === null ? aloud.fromUnnamed : this.#fill(aloud.from);
    return `${hello} ${from} ${count === 1 ? aloud.mayAskOne : aloud.mayAskMany}`;
  }

  question(definition: QuestionDefinition): Question {
    const { id, type, when, about } = definition;
    if (type === "yesno") return { id, type, when, ask: this.#ask(definition) };
    if (type === "text") return { id, type, when, about, ask: this.#ask(definition) };
    if (type === "choice" || type === "choices") {
      const options = definition.options.map(({ value, label }) => ({ value, label: this.text(label) }));
      const labels = options.map(({ label }) => label);
      return { id, type, when, options, ask: this.#aloud ? this.#choiceAloud(definition, type, labels) : this.#ask(definition) };
    }
    const standard = type === "rating" ? this.#wording.rating : this.#wording.scores[type];
    const lowLabel = definition.low === null ? standard.low : this.text(definition.low);
    const highLabel = definition.high === null ? standard.high : this.text(definition.high);
    const scale = { id, type, when, ...SCALES[type], lowLabel, highLabel };
    return { ...scale, ask: this.#aloud ? this.#scaleAloud(definition, scale) : this.#ask(definition) };
  }

  thanks({ thanks, questions }: SurveyDefinition): Thanks[] {
    if (thanks.length > 0) return thanks.map(({ text, when }) => ({ text: this.text(text), when }));
    const { low, other } = this.#wording.thanks;
    const sorry = questions.flatMap(({ id, type }): Thanks[] => {
      const banded = BANDED_TYPES.find((banded) => banded === type);
      return banded === undefined ? [] : [{ text: low, when: [{ question: id, operator: "<=", value: BANDS[banded].low }] }];
    });
    return [...sorry, { text: other, when: [] }];
  }

  #fill(text: string): string {
    return fillNames(text, this.#named, this.#wording.unnamed);
  }

  /** The words of a question, without what it offers. */
  #ask({ type, ask, aloud }: QuestionDefinition): string {
    if (this.#aloud && aloud !== null) return this.text(aloud);
    if (ask !== null) return this.text(ask);
    return type in this.#wording.scores ? this.#standard(type as keyof Wording["scores"], false) : "";
  }

  #standard(type: keyof Wording["scores"], aloud: boolean): string {
    const words = this.#wording.scores[type];
    if (this.#named.company === null) return aloud ? words.aloudUnnamed : words.askUnnamed;
    return this.#fill(aloud ? words.aloud : words.ask);
  }

  #scaleAloud(definition: QuestionDefinition, scale: Omit<ScaleQuestion, "ask">): string {
    const { ask, aloud, low, high } = definition;
    const ownEnds = low !== null || high !== null;
    if (aloud === null && ask === null && !ownEnds && scale.type !== "rating") return this.#standard(scale.type, true);
    const words = this.#ask(definition);
    if (aloud !== null) return words;
    if (this.#own === undefined) return `${words} (${scale.low} = ${scale.lowLabel}, ${scale.high} = ${scale.highLabel})`;
    return fillPattern(this.#own.aloud.scale, {
      ask: words,
      low: scale.low,
      high: scale.high,
      lowLabel: scale.lowLabel,
      highLabel: scale.highLabel,
    });
  }

  #choiceAloud(definition: QuestionDefinition, type: "choice" | "choices", labels: readonly string[]): string {
    const words = this.#ask(definition);
    if (definition.aloud !== null) return words;
    if (this.#own === undefined) return `${words} (${labels.join(" / ")})`;
    const list = new Intl.ListFormat(this.#language, { type: type === "choice" ? "disjunction" : "conjunction" }).format(labels);
    return fillPattern(this.#own.aloud[type], { ask: words, options: list });
  }
}

/** A name of blanks is none; in an anonymous survey nobody is called by theirs. */
const cleaned = (as: AskedAs, anonymous: boolean): AskedAs => {
  const name = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text);
  const customer = anonymous ? null : name(as.customer);
  return { ...as, company: name(as.company), agent: name(as.agent), ticket: name(as.ticket), customer };
};

/** The survey in one language with every name filled in. Throws exit 2, `survey-language`, where it has no words in that language. */
export const inLanguage = (definition: SurveyDefinition, as: AskedAs): Survey => {
  const language = matchLanguage(as.language, definition.languages);
  if (language === undefined) {
    throw new ProblemError(2, "survey-language", {
      flag: "--language",
      survey: definition.name,
      language: as.language,
      languages: definition.languages,
    });
  }
  const speaker = new Speaker(language, cleaned(as, definition.anonymous));
  const main = definition.questions.filter(({ about }) => about === null);
  return {
    name: definition.name,
    title: speaker.title(definition.title),
    language,
    intro: speaker.intro(definition.intro, main.length),
    questions: definition.questions.map((question) => speaker.question(question)),
    thanks: speaker.thanks(definition),
    phrases: speaker.phrases,
    anonymous: definition.anonymous,
  };
};

import { ABSENT_FLAG, NEGATIVE, NEUTRAL, OFFERED, POSITIVE, STATUS_EXCLUDED, STATUS_OPEN, STATUS_RESOLVED } from "../values/batch.ts";
import { YES_NO } from "../values/words.ts";
import { LANGUAGES } from "./languages/index.ts";
import type { Language } from "./languages/types.ts";

/** Words that mean one value of a vocabulary: the value, and a comma list as people write the words. */
export type Entry<Value> = readonly [value: Value, words: string];

/** Those in English, looked at first, and those of the other languages. */
export interface WordLists<Value> {
  readonly english: () => readonly Entry<Value>[];
  readonly abroad: () => readonly Entry<Value>[];
}

const common = (value: number): string => [...YES_NO].flatMap(([word, meaning]) => (meaning === value ? [word] : [])).join(",");
const YES = `${common(1)},on,x,✓,✔`;
const NO = `${common(0)},off`;
/** The words of every yes/no column. */
const YES_OR_NO: readonly Entry<number>[] = [
  [1, YES],
  [0, NO],
];

/** One list for each language beside English. */
const abroad = <Value>(value: Value, list: (language: Language) => string): readonly Entry<Value>[] =>
  LANGUAGES.map((language): Entry<Value> => [value, list(language)]);

const SLA_ACHIEVED =
  "met,achieved,within sla,in sla,sla met,sla achieved,ontime,on time,on-time,compliant,in compliance,within target,within standard,ok,pass,passed,success,successful,not violated," +
  "not breached,not missed,not overdue,in time,within time,fulfilled,completed within sla,within limit,kept";
const SLA_BREACHED =
  "breached,breach,breached sla,sla breached,sla breach,violated,sla violated,violation,sla violation,overdue,over due,late,missed,not met,not achieved,sla not met,out of sla,outside sla," +
  "not within sla,non-compliant,non compliant,not compliant,fail,failed,failure,exceeded,delayed,not ontime,not on time,past due,response violation,resolution violation,response time violation," +
  "resolution time violation,first response violation,response and resolution violation";
/** No verdict yet: absent, and no mistake of the file. */
const SLA_UNDECIDED =
  "active,in progress,in-progress,pending,paused,running,open,due soon,ongoing,not started,cancelled,canceled,on hold,waiting,not applicable";

const sla = (yes: number, no: number): WordLists<number> => ({
  english: () => [
    [yes, YES],
    [no, NO],
    [1, SLA_ACHIEVED],
    [0, SLA_BREACHED],
    [ABSENT_FLAG, SLA_UNDECIDED],
  ],
  abroad: () => [
    ...abroad(1, (language) => language.sla.met),
    ...abroad(0, (language) => language.sla.breached),
    ...abroad(ABSENT_FLAG, (language) => language.sla.undecided),
  ],
});

const CSAT_POSITIVE =
  "good,great,happy,very happy,extremely happy,satisfied,very satisfied,extremely satisfied,completely satisfied,somewhat satisfied,excellent,very good,amazing,awesome,outstanding,positive,thumbs up,👍," +
  "😀,😃,😄,🙂,😍,like,liked,love,promoter,good with comment,i'm satisfied";
const CSAT_NEUTRAL = "okay,ok,neutral,fair,average,mixed,neither,neither satisfied nor dissatisfied,so-so,passive,😐";
const CSAT_NEGATIVE =
  "bad,not good,unhappy,very unhappy,extremely unhappy,dissatisfied,very dissatisfied,extremely dissatisfied,somewhat dissatisfied,unsatisfied,very unsatisfied,not satisfied,poor,very poor,very bad,terrible," +
  "awful,horrible,negative,thumbs down,👎,😞,😠,😡,🙁,☹️,dislike,hate,detractor,bad with comment";

const NONE = (): readonly Entry<number>[] => [];

/** Vocabularies of flags and scores, by name. `csat`: OFFERED = asked, no answer yet; nobody asked = absent. */
export const WORD_LISTS: Readonly<Record<string, WordLists<number>>> = {
  "yes-no": { english: () => YES_OR_NO, abroad: NONE },
  // Flags that tell the same as a status: `Resolved` with "Resolved" and "Unresolved".
  resolved: {
    english: () => [...YES_OR_NO, [1, "resolved,solved,closed,done"], [0, "unresolved,not resolved,unsolved,not solved,open,pending"]],
    abroad: () => [...abroad(1, ({ status }) => status.resolved), ...abroad(0, ({ status }) => `${status.unresolved},${status.open}`)],
  },
  answered: {
    english: () => [
      ...YES_OR_NO,
      [1, "answered,connected,picked up,accepted,call connected,completed,handled"],
      [0, "missed,abandoned,unanswered,not answered,no answer,no-answer,busy,voicemail"],
    ],
    abroad: () => [...abroad(1, ({ answered }) => answered[0]), ...abroad(0, ({ answered }) => answered[1])],
  },
  abandoned: {
    english: () => [...YES_OR_NO, [1, "abandoned"], [0, "answered,connected,not abandoned"]],
    abroad: () => [[1, "abandonada,abandonado,abgebrochen,aufgelegt,abandonné,abandonnée"], ...abroad(0, ({ answered }) => answered[0])],
  },
  escalated: { english: () => [...YES_OR_NO, [1, "escalated"], [0, "not escalated"]], abroad: NONE },
  transferred: { english: () => [...YES_OR_NO, [1, "transferred"], [0, "not transferred"]], abroad: NONE },
  fcr: {
    english: () => [...YES_OR_NO, [1, "resolved,fcr,first contact"], [0, "not resolved,unresolved,non-fcr,non fcr,repeat"]],
    abroad: () => abroad(0, ({ status }) => status.unresolved),
  },
  sla: sla(1, 0),
  // Under a header that asks for the breach yes means no, but "met" is still met.
  "sla-breach": sla(0, 1),
  csat: {
    english: () => [
      [POSITIVE, CSAT_POSITIVE],
      [NEUTRAL, CSAT_NEUTRAL],
      [NEGATIVE, CSAT_NEGATIVE],
      [OFFERED, "offered,sent,requested,survey sent,not rated,unrated,no response,no rating"],
      [ABSENT_FLAG, "unoffered,not offered,not sent,not requested"],
    ],
    abroad: () => [
      ...abroad(POSITIVE, ({ csat }) => csat.good),
      ...abroad(NEUTRAL, ({ csat }) => csat.neutral),
      ...abroad(NEGATIVE, ({ csat }) => csat.bad),
      ...abroad(OFFERED, ({ csat }) => csat.offered),
      ...abroad(ABSENT_FLAG, ({ csat }) => csat.unoffered),
    ],
  },
  nps: {
    english: () => [
      [POSITIVE, "promoter,promoters"],
      [NEUTRAL, "passive,passives,neutral,passively satisfied,indifferent"],
      [NEGATIVE, "detractor,detractors"],
    ],
    abroad: () => [
      ...abroad(POSITIVE, ({ nps }) => nps[0]),
      ...abroad(NEUTRAL, ({ nps }) => nps[1]),
      ...abroad(NEGATIVE, ({ nps }) => nps[2]),
    ],
  },
};

export const STATUSES: WordLists<number> = {
  english: () => [
    [
      STATUS_RESOLVED,
      "solved,closed,resolved,done,complete,completed,finished,fixed,fulfilled,answered,closed complete,closed (permanently),closed successful,closed unsuccessful,closed with workaround,successfully closed,auto closed," +
        "auto-closed,autoclosed,closed skipped,closed incomplete",
    ],
    [
      STATUS_EXCLUDED,
      "spam,marked as spam,junk,deleted,removed,trash,trashed,in trash,merged,closed (merged),closed - merged,survey preview,preview",
    ],
    [
      STATUS_OPEN,
      "new,open,opened,reopened,active,pending,hold,on hold,on-hold,in progress,in-progress,inprogress,work in progress,wip,assigned,unassigned,snoozed,escalated,queued,to do,todo,cancelled,canceled,unresolved,not resolved",
    ],
  ],
  abroad: () => [
    ...abroad(STATUS_RESOLVED, ({ status }) => status.resolved),
    ...abroad(STATUS_EXCLUDED, ({ status }) => status.excluded),
    ...abroad(STATUS_OPEN, ({ status }) => `${status.open},${status.unresolved}`),
  ],
};

/** Channels in our spelling. */
export const CHANNELS: WordLists<string> = {
  english: () =>
    Object.entries({
      Email: "email,e-mail,e mail,mail,emails",
      Chat: "chat,live chat,livechat,webchat,web chat,chats,on-line chat,online chat",
      Messaging: "messaging,native messaging,messenger",
      Phone: "phone,call,calls,voice,telephone,phone call,phone call (incoming),phone call (outgoing),inbound call,tel,talk,voice call",
      Voicemail: "voicemail,voice mail",
      Web: "web,web form,webform,web-form,website,web site,web widget,online form,web service,help center,help centre",
      Social: "social,social media,social-media,twitter,x,facebook,x (twitter),x/twitter,twitter/x,instagram,facebook page,twitter mention",
      WhatsApp: "whatsapp,whats app",
      SMS: "sms,text,text message,text/sms,sms/text",
      "In person": "in person,in-person,walk-in,walk in,walkin,face to face,face-to-face,counter",
      API: "api",
      Portal: "portal,self-service,self service,self-service portal,customer portal,support portal",
    }),
  abroad: () => LANGUAGES.flatMap(({ channels }) => Object.entries(channels)),
};

export const DIRECTIONS: WordLists<string> = {
  english: () => [
    ["Inbound", "inbound,in,incoming"],
    ["Outbound", "outbound,out,outgoing"],
    ["Internal", "internal"],
  ],
  abroad: () => [...abroad("Inbound", ({ directions }) => directions[0]), ...abroad("Outbound", ({ directions }) => directions[1])],
};

export type SurveyType = "csat" | "nps" | "ces";

export const SURVEY_TYPES: WordLists<SurveyType> = {
  english: () => [
    [
      "csat",
      "csat,customer satisfaction,customer satisfaction score,satisfaction,customer satisfaction (csat),csat survey,csat2,csat3,csat5,csat_survey,smileys,thumbs,stars",
    ],
    ["nps", "nps,net promoter score,net promoter,net promoter score (nps),nps survey,customer loyalty,nps_survey,loyalty"],
    ["ces", "ces,customer effort score,customer effort,effort,customer effort score (ces),ces survey,ces2,ces_survey,customer support"],
  ],
  abroad: () => [
    [
      "csat",
      "satisfacción,satisfacción del cliente,satisfação,satisfação do cliente,zufriedenheit,kundenzufriedenheit,satisfaction client,satisfaction du client",
    ],
    ["ces", "esfuerzo del cliente,esforço do cliente,kundenaufwand,effort client,effort du client"],
  ],
};

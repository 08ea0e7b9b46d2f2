import { ABSENT_FLAG, NEGATIVE, NEUTRAL, OFFERED, POSITIVE, STATUS_EXCLUDED, STATUS_OPEN, STATUS_RESOLVED } from "../values/batch.ts";
import { foldWord, type Vocabularies, type WordTable } from "../values/vocabulary.ts";
import { YES_NO } from "../values/words.ts";

/** The words of a comma list, folded all at once, which takes much less time than one by one. */
const folded = (list: string): readonly string[] => foldWord(list).split(",");

const table = (entries: readonly (readonly [number, string])[]): WordTable => {
  const words = new Map<string, number>();
  for (const [value, list] of entries) for (const word of folded(list)) words.set(word, value);
  return words;
};

const set = (list: string): ReadonlySet<string> => new Set(folded(list));

const common = (value: number): string => [...YES_NO].flatMap(([word, meaning]) => (meaning === value ? [word] : [])).join(",");
const YES = `${common(1)},on,x,✓,✔`;
const NO = `${common(0)},off`;

/** Flags: the words of every yes/no column. */
const yesNoWords = table([
  [1, YES],
  [0, NO],
]);

/** Flags that tell the same as a status: `Resolved` with "Resolved" and "Unresolved". */
const resolvedWords = table([
  [1, `${YES},resolved,solved,closed,done`],
  [0, `${NO},unresolved,not resolved,unsolved,not solved,open,pending`],
]);

const answeredWords = table([
  [1, `${YES},answered,connected,picked up,accepted,call connected,completed,handled`],
  [0, `${NO},missed,abandoned,unanswered,not answered,no answer,no-answer,busy,voicemail`],
]);

const abandonedWords = table([
  [1, `${YES},abandoned`],
  [0, `${NO},answered,connected,not abandoned`],
]);

const escalatedWords = table([
  [1, `${YES},escalated`],
  [0, `${NO},not escalated`],
]);

const transferredWords = table([
  [1, `${YES},transferred`],
  [0, `${NO},not transferred`],
]);

const fcrWords = table([
  [1, `${YES},resolved,fcr,first contact`],
  [0, `${NO},not resolved,unresolved,non-fcr,non fcr,repeat`],
]);

const SLA_ACHIEVED =
  "met,achieved,within sla,in sla,sla met,sla achieved,ontime,on time,on-time,compliant,in compliance,within target,within standard,ok,pass,passed,success,successful,not violated," +
  "not breached,not missed,not overdue,in time,within time,fulfilled,completed within sla,within limit,kept,cumplido,cumprido,eingehalten,erfüllt,respecté";
const SLA_BREACHED =
  "breached,breach,breached sla,sla breached,sla breach,violated,sla violated,violation,sla violation,overdue,over due,late,missed,not met,not achieved,sla not met,out of sla,outside sla," +
  "not within sla,non-compliant,non compliant,not compliant,fail,failed,failure,exceeded,delayed,not ontime,not on time,past due,response violation,resolution violation,response time violation," +
  "resolution time violation,first response violation,response and resolution violation,incumplido,descumprido,verletzt,überschritten,non respecté";

/** No verdict yet: absent, and no mistake of the file. */
const SLA_UNDECIDED =
  "active,in progress,in-progress,pending,paused,running,open,due soon,ongoing,not started,cancelled,canceled,on hold,waiting,not applicable";

/** SLA verdicts. */
const slaWords = table([
  [1, `${YES},${SLA_ACHIEVED}`],
  [0, `${NO},${SLA_BREACHED}`],
  [ABSENT_FLAG, SLA_UNDECIDED],
]);

/** Verdicts under a header that asks for the breach: yes means no, but "met" is still met. */
const slaBreachWords = table([
  [1, `${NO},${SLA_ACHIEVED}`],
  [0, `${YES},${SLA_BREACHED}`],
  [ABSENT_FLAG, SLA_UNDECIDED],
]);

const CSAT_POSITIVE =
  "good,great,happy,very happy,extremely happy,satisfied,very satisfied,extremely satisfied,completely satisfied,somewhat satisfied,excellent,very good,amazing,awesome,outstanding,positive,thumbs up,👍," +
  "😀,😃,😄,🙂,😍,like,liked,love,promoter,good with comment,good,i'm satisfied,bueno,muy bueno,excelente,satisfecho,muy satisfecho,bom,muito bom,ótimo,otimo,satisfeito,muito satisfeito,gut,sehr gut," +
  "zufrieden,sehr zufrieden,bon,très bon,satisfait,très satisfait";
const CSAT_NEUTRAL =
  "okay,ok,neutral,fair,average,mixed,neither,neither satisfied nor dissatisfied,so-so,passive,😐,regular,normal,neutro,mittel,befriedigend,moyen,neutre";
const CSAT_NEGATIVE =
  "bad,not good,unhappy,very unhappy,extremely unhappy,dissatisfied,very dissatisfied,extremely dissatisfied,somewhat dissatisfied,unsatisfied,very unsatisfied,not satisfied,poor,very poor,very bad,terrible," +
  "awful,horrible,negative,thumbs down,👎,😞,😠,😡,🙁,☹️,dislike,hate,detractor,bad with comment,malo,muy malo,insatisfecho,muy insatisfecho,ruim,péssimo,pessimo,insatisfeito,muito insatisfeito,schlecht," +
  "sehr schlecht,unzufrieden,sehr unzufrieden,mauvais,très mauvais,insatisfait,très insatisfait";

/** CSAT answers in words → band; OFFERED = asked, no answer yet; nobody asked = absent. */
export const csatWords = table([
  [POSITIVE, CSAT_POSITIVE],
  [NEUTRAL, CSAT_NEUTRAL],
  [NEGATIVE, CSAT_NEGATIVE],
  [OFFERED, "offered,sent,requested,survey sent,not rated,unrated,no response,no rating"],
  [ABSENT_FLAG, "unoffered,not offered,not sent,not requested"],
]);

const npsWords = table([
  [POSITIVE, "promoter,promoters,promotor,promotora,förderer,promoteur"],
  [NEUTRAL, "passive,passives,neutral,passively satisfied,pasivo,passivo,indifferent,passif"],
  [NEGATIVE, "detractor,detractors,detrator,kritiker,détracteur"],
]);

const RESOLVED = set(
  "solved,closed,resolved,done,complete,completed,finished,fixed,fulfilled,answered,closed - resolved,closed complete,closed (permanently),closed - solved,resolved - closed,resolved/closed,solved/closed," +
    "auto closed,auto-closed,autoclosed,closed successful,successfully closed,closed skipped,closed incomplete,solucionado,resuelto,cerrado,finalizado,terminado,resolvido,fechado,encerrado,concluído,concluido," +
    "gelöst,geloest,geschlossen,erledigt,abgeschlossen,beendet,résolu,resolu,fermé,ferme,clos,clôturé,terminé",
);
const EXCLUDED = set(
  "spam,marked as spam,junk,deleted,trash,trashed,in trash,merged,closed (merged),closed - merged,survey preview,preview,eliminado,borrado,excluído,excluido,gelöscht,papierkorb,supprimé,fusionné," +
    "zusammengeführt,mesclado,fusionado",
);

/** Class of a status word, given folded (`foldWord`): STATUS_RESOLVED, STATUS_EXCLUDED, or STATUS_OPEN for everything else, unknown words included. */
export const statusClass = (word: string): typeof STATUS_OPEN | typeof STATUS_RESOLVED | typeof STATUS_EXCLUDED => {
  const plain = word.replace(/^\d+\s*[-:.]\s*/u, "").replaceAll("_", " ");
  if (EXCLUDED.has(plain)) return STATUS_EXCLUDED;
  return RESOLVED.has(plain) ? STATUS_RESOLVED : STATUS_OPEN;
};

const OPEN = set(
  "new,open,opened,reopened,active,pending,hold,on hold,on-hold,in progress,in-progress,inprogress,work in progress,wip,assigned,unassigned,snoozed,escalated,queued,to do,todo,cancelled,canceled,unresolved," +
    "abierto,pendiente,en curso,aberto,pendente,em andamento,offen,in bearbeitung,ouvert,en cours,en attente",
);

/** Whether the folded word is known as the status of an issue. */
export const isStatusWord = (word: string): boolean =>
  statusClass(word) === STATUS_RESOLVED || OPEN.has(word.replaceAll("_", " ")) || /^(?:waiting|awaiting|pending) /u.test(word);

const CHANNELS: readonly (readonly [string, string])[] = [
  ["Email", "email,e-mail,e mail,mail,emails,correo,correo electrónico,correio eletrônico,e-post,courriel"],
  ["Chat", "chat,live chat,livechat,webchat,web chat,chats,on-line chat,online chat"],
  ["Messaging", "messaging,native messaging,messenger"],
  [
    "Phone",
    "phone,call,calls,voice,telephone,phone call,phone call (incoming),phone call (outgoing),inbound call,tel,talk,telefon,teléfono,telefono,telefone,téléphone,anruf,voice call",
  ],
  ["Voicemail", "voicemail,voice mail"],
  [
    "Web",
    "web,web form,webform,web-form,website,web site,web widget,online form,web service,help center,help centre,site web,formulario web",
  ],
  [
    "Social",
    "social,social media,social-media,twitter,x,facebook,x (twitter),x/twitter,twitter/x,instagram,facebook page,twitter mention,redes sociales,redes sociais",
  ],
  ["WhatsApp", "whatsapp,whats app"],
  ["SMS", "sms,text,text message,text/sms,sms/text"],
  ["In person", "in person,in-person,walk-in,walk in,walkin,face to face,face-to-face,counter,presencial,persönlich,en personne"],
  ["API", "api"],
  ["Portal", "portal,self-service,self service,self-service portal,customer portal,support portal"],
];

const channelNames = new Map<string, string>();
for (const [name, list] of CHANNELS) for (const word of folded(list)) channelNames.set(word, name);

/** A channel in the vocabulary's spelling where it is known, else as written. */
export const spellChannel = (text: string): string => channelNames.get(foldWord(text).replaceAll("_", " ")) ?? text;

/** Whether the folded word is what becomes of a call, and whether it says that nobody answered, which no ticket's status does. */
export const isCallOutcome = (word: string): boolean => answeredWords.has(word) && !yesNoWords.has(word);
export const isUnanswered = (word: string): boolean => isCallOutcome(word) && answeredWords.get(word) === 0;

/** Whether the folded word is a channel the vocabulary knows. */
export const isChannelWord = (word: string): boolean => channelNames.has(word.replaceAll("_", " "));

const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ...["inbound", "in", "incoming", "entrante", "entrada", "eingehend", "entrant"].map((word) => [word, "Inbound"] as const),
  ...["outbound", "out", "outgoing", "saliente", "saída", "ausgehend", "sortant"].map((word) => [word, "Outbound"] as const),
  ["internal", "Internal"],
]);

export const isDirectionWord = (word: string): boolean => DIRECTIONS.has(word);

const spellDirection = (text: string): string => DIRECTIONS.get(foldWord(text)) ?? text;

const SURVEY_TYPES: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        "csat",
        "csat,customer satisfaction,customer satisfaction score,satisfaction,customer satisfaction (csat),csat survey,csat2,csat3,csat5,csat_survey,smileys,thumbs,stars",
      ],
      ["nps", "nps,net promoter score,net promoter,net promoter score (nps),nps survey,customer loyalty,nps_survey,loyalty"],
      ["ces", "ces,customer effort score,customer effort,effort,customer effort score (ces),ces survey,ces2,ces_survey,customer support"],
    ] as const
  ).flatMap(([type, list]) => folded(list).map((word) => [word, type] as const)),
);

/** The survey type that a folded word means; undefined = another kind of survey, never pooled with these. */
export const surveyType = (word: string): "csat" | "nps" | "ces" | undefined =>
  SURVEY_TYPES.get(word) as "csat" | "nps" | "ces" | undefined;

/** Spells a survey type as its id ("Net Promoter Score" → "nps"), any other as written. */
const spellSurveyType = (text: string): string => surveyType(foldWord(text)) ?? text;

/** Every vocabulary that a ColumnPlan may name in `words`. */
export const VOCABULARIES: Vocabularies = {
  words: new Map<string, WordTable>([
    ["yes-no", yesNoWords],
    ["resolved", resolvedWords],
    ["answered", answeredWords],
    ["abandoned", abandonedWords],
    ["escalated", escalatedWords],
    ["transferred", transferredWords],
    ["fcr", fcrWords],
    ["sla", slaWords],
    ["sla-breach", slaBreachWords],
    ["csat", csatWords],
    ["nps", npsWords],
  ]),
  spellers: new Map([
    ["channel", spellChannel],
    ["direction", spellDirection],
    ["survey-type", spellSurveyType],
  ]),
};

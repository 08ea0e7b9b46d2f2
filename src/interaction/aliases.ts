import type { Field } from "./fields.ts";
import { askedAbroad, type Named, namedAbroad, withoutArticles } from "./languages/names.ts";

/** Splits a comma list of names. */
const list = (text: string): readonly string[] => text.replace(/,\s+/gu, ",").split(",");

/**
 * What the fields are called in English exports, best name first, as `normaliseHeader` leaves a header: units, zones and brackets are gone. A name
 * may stand under several fields; the cells and the other columns decide. Names of the vendors' own making stand among the general ones,
 * so that a file with half its columns removed, and so without its fingerprint, still reads. Other languages: `languages/`.
 */
export const ALIASES: Readonly<Record<Field, readonly string[]>> = {
  id: list(`ticket id, case number, issue key, incident id, interaction id, conversation id, call id, request id, chat id, ticket number,
    case id, incident number, request number, ticket #, case #, ticket no, case no, ticket ref, ticket reference, reference number, id, number, contact id, issue id,
    ticket key, case enquiry id, display id, session id, call id internal, ticket, unique key, unique id, complaint id, complaint number, sr number, service request number,
    call sid, case concept name, message id`),
  response_id: list("response id, survey response id, submission id, respondent id, answer id, survey id"),
  created:
    list(`created at, created time, create date, creation date, created date, date created, created on, created, creation time, date time opened, opened at,
    open time, open date, opened, date opened, open dt, open, ticket created timestamp, ticket created date, conversation started at, conversation created at, started at,
    call start time, start time, started, datetime, initiation timestamp, sys created on, createdate, submitted at, date submitted, submitted, reported at, date reported, reported,
    received at, date received, received, logged at, date logged, logged, arrival time, requested at, requested, request date, timestamp, start date, start, date time, date,
    message date, time, datetime tz offset incl, interaction start, sys created at, submission date, submission, call date`),
  first_response:
    list(`first response at, first reply at, first responded at, first replied at, conversation first replied at, conversation first response at, first responded on,
    first response date, first reply date, first response timestamp, date of first response, first agent email response date, first agent reply date, chart date of first response,
    connected to agent timestamp, initial response at, initial response date, call answered at, call answered, responded at, responded time, responded date, responded on, responded`),
  resolved:
    list(`solved at, resolved at, resolved time, resolution date, date resolved, resolved date, resolved on, resolved, ticket solved timestamp, ticket solved date, solved date,
    date solved, solved on, solved, solved time, resolution timestamp`),
  closed:
    list(`closed at, closed time, close date, closed date, date closed, date time closed, close time, closed on, closed, close dt, closed dt, close, conversation closed at,
    last closed date, closure date, closing date, closing time, completed at, completed on, completed date, completion date, finished at, finish time, completed time, end date, end time, ended at, ended`),
  updated:
    list(`updated at, last update time, last updated time, updated time, last updated, last updated at, last update, updated, updated on, update date, last modified date, last modified,
    modified at, modified, sys updated on, sys updated at`),
  due: list(`due by time, due date, due at, due by, due, target date, target dt, target, sla due, sla due date, deadline, sla deadline, resolution due, resolution due by, target resolution date,
    expected resolution date`),
  sent: list(
    "sent, sent at, request sent at, survey sent at, survey sent, survey sent date, sent date, date sent, sent on, sent datetime, invited at, invitation sent at",
  ),
  answered_at:
    list(`answered at, response received at, survey replied date, survey answered at, recorded date, submit date, satisfaction date, survey date, survey response date, response date,
    answered date, answer date, scored datetime, survey completed at, rated at, rating date, completed date`),
  response_time:
    list(`first reply time, first response time, time to first response, time to first reply, time to first agent email reply, time to first agent reply, initial response time,
    total first response, first agent response time, first response duration, first reply, first response, frt, to first response, to first reply, response time, reply time, time to respond,
    time to response, time to reply, art, to respond, ttfr, first contact time, first resp time`),
  resolution_time:
    list(`full resolution time, resolution time, time to resolution, time to resolve, time to close, resolve time, time to full resolution, total resolution time,
    full resolution, resolution, resolution duration, time to solve, solve time, solving time, to resolve, to resolution, to close, to solve, solution, ticket duration, case duration,
    incident duration, mttr, ttr, closing duration, turnaround time, turnaround, tat`),
  talk: list(
    `talk time, total talk, talk, talk duration, avg talk duration, agent interaction duration, in call duration, duration in call, talking time, speaking time, bill sec`,
  ),
  hold: list("hold time, total hold, hold, hold duration, customer hold duration, customer hold time, contact hold time"),
  wrap: list(`after call work time, after call work, after contact work time, after contact work, total acw, acw, acw time, acw duration, wrap up time, wrap time, wrapup time, wrap up duration,
    wrap up, wrapup, wrap, post call work, after work time`),
  handle:
    list(`handle time, total handle, handling time, handle, handling, aht, handle duration, handling duration, service length, service time, service duration, total handle time,
    total handling time, total time spent, time spent, connected handling time, connected handle time, call duration, call length, chat duration, conversation duration, interaction duration, contact duration, session duration,
    duration total, duration, call duration total`),
  wait: list(`queue wait time, wait time, waiting time, wait length, wait, waiting, wait duration, speed of answer, speed to answer, time to answer, total queue, queue time, time in queue,
    queue duration, average queue answer time, asa, to answer, answer speed`),
  replies: list(
    `agent replies, replies, agent messages, agent message, agent interactions, agent responses, public replies, reply, agent reply, replies sent, agent comments, outbound messages`,
  ),
  customer_replies: list(
    "customer replies, customer messages, customer message, customer interactions, customer responses, requester replies, inbound messages",
  ),
  reopens: list("reopens, reopen, reopened, reopenings, times reopened, is reopened, reopen flag, reopened flag, was reopened"),
  reassignments: list("reassignments, reassignment, reassigns, reassign, reassigned, times reassigned"),
  resolved_flag: list(
    "is resolved, is solved, is closed, resolved flag, issue resolved, was resolved, problem resolved, resolved y n, resolution status",
  ),
  answered: list("answered, call answered, is answered, was answered, answered flag, call outcome, call result, action result"),
  abandoned: list(
    "abandoned, is abandoned, call abandoned, abandoned flag, abandon, missed, is missed, missed call, call missed, queue abandoned",
  ),
  transferred: list(
    "transferred, is transferred out, is transferred, transfer out, transfer, transferred out, transferred flag, call transferred",
  ),
  escalated: list("escalated, is escalated, escalated to human, escalation, escalated flag, escalation flag, was escalated"),
  bot: list("bot, is bot, handled by bot, bot handled, chatbot, bot involved, fin ai agent involved, ai agent involved"),
  fcr: list(`fcr, first contact resolution, first call resolution, is first call resolution, is first contact resolution, first contact resolved, first call resolved, resolved on first contact,
    resolved at first contact, resolved first contact, resolved on first call, resolved on first reply, solved at first contact, solved on first contact, first time fix, one touch,
    one touch resolution, is fcr, fcr flag, first contact fix`),
  sla: list(`sla, sla status, made sla, met sla, sla met, within sla, in sla, sla achieved, sla compliance, sla compliant, sla result, sla outcome, sla verdict, sla breached, sla breach, sla violated,
    sla violation, sla violation type, sla missed, missed sla, breached sla, violated sla, sla failed, sla overdue, is sla breached, is sla met, is sla violated, breached, is breached, breach, violated,
    on time, ontime, is on time, timely response, is overdue, overdue, overdue status, first response overdue status, meets standard, met standard, within standard, met target, within target, within service level, inside service level, service level met,
    resolution status, first response status, every response status, resolution sla, first response sla, response sla, first reply sla, next response sla, resolution sla status,
    first response sla status, response sla status, time to close sla status, time to close sla ticket status, time to first response sla status, time to first response sla ticket status,
    resolution sla met, response sla met, first response sla met, first reply sla met, resolution sla breached, response sla breached, first response sla breached, resolution breached,
    response breached, first response breached, resolution sla violated, response sla violated, first response sla violated, within resolution sla, within response sla, sla resolution,
    sla first response, sla response, sla ok`),
  csat: list(`csat, satisfaction score, ticket satisfaction rating, satisfaction rating, csat score, csat rating, customer satisfaction, customer satisfaction rating, customer satisfaction score,
    conversation rating, survey score, survey rating, survey results, survey result, happiness rating, star rating, satisfaction, satisfaction level, customer rating, visitor rating, chat rating, call rating, support rating, service rating, feedback score, feedback rating, customer feedback score, customer feedback rating, rating, stars,
    customer satisfaction csat`),
  nps: list(`nps, nps score, net promoter score, nps rating, nps value, nps answer, nps response, net promoter, likelihood to recommend, recommendation score, would recommend score, recommend score,
    nps group, nps category, nps type`),
  ces: list(
    "ces, customer effort score, ces score, effort score, customer effort, ces rating, last ces survey rating, ease score, ease of resolution, ease, effort, ces 2 0",
  ),
  score: list("score, value, hs value, answer, rating, response, points, score value"),
  survey_type: list("survey type, hs survey type, type of survey, survey kind, question type, survey, metric, survey metric"),
  status: list(
    `status, state, conversation state, incident state, contact status, case state, status name, stage, status category, request status, resolution state`,
  ),
  channel:
    list(`channel, via, initial channel, contact channel, support channel, channel type, service channel, service channel developer name, contact type, contact method, contact mode, media type,
    media, medium, conversation source, case origin, origin, mode of contact, communication channel, source channel, source, type, open data channel type, via channel, submitted via`),
  direction: list("direction, initial direction, call direction, call direction type, inbound outbound, call type, type"),
  priority: list("priority, ticket priority, priority level, urgency, severity"),
  agent:
    list(`assignee name, agent name, assignee, agent, assigned to, teammate currently assigned, ticket owner name, case owner, ticket owner, owner name, owner, support agent, agent full name,
    agent assigned, assigned agent, assigned agent name, handled by, representative, rep, rep name, attributed to, operator, technician, advisor, csr, csr name, employee name, employee, staff, staff name, assigned,
    users, user, user name, agent email, assignee email, owner email, employee email,
    agent id, assignee id, owner id, employee id, ownerid, rep id`),
  team: list(`team name, group name, team, group, assignment group, team currently assigned, assigned team, assigned group, support group, support team, queue name, queue, inbox, mailbox, hubspot team,
    department, department name, team assigned, group assigned, squad, service desk, owner department, responsible agency, agency name, agency,
    team id, group id, queue id, department id`),
  customer:
    list(`requester name, requester, customer name, customer, contact name, client name, client, caller, caller name, reporter, reported by, customer full name, full name, user name,
    requester email, customer email, contact email, contact email address, client email, user email, person email, customer email address, contact handle, email, email address, e mail,
    customer number, customer phone number, customer phone, customer phone number email address, contact person number, caller number, phone number, ani, all associated contact emails,
    requester id, customer id, client id, contact id, caller id, user id, reporter id, customer ref, customer key`),
  organisation:
    list(`organization name, organisation name, organization, organisation, company name, company, account name, account, associated company, associated company primary, account names,
    organization id, organisation id, company id, account id`),
  topic:
    list(`ticket type, type, category, issue type, topic, issue category, contact reason, problem type, request type, case type, incident type, topics, ai topic, reason, case reason, reason for contact, complaint type, service request type, sr type,
    call reason, inquiry type, enquiry type, query type, category name, issue, classifications, classification, subcategory, sub category, ai subtopic, disposition, last wrap up, wrap up, wrapup code, wrap up code,
    art`),
  tags: list("tags, tag, labels, label"),
  language: list("language, user language, customer language, locale, lang"),
  source: list("source, record source, lead source"),
  comment:
    list(`comment, comments, feedback comment, csat comment, survey comment, satisfaction comment, ticket satisfaction comment, conversation rating remark, rating comment, customer comment,
    customer comments, customer remarks, customer feedback, feedback, remark, remarks, verbatim, nps comment, ces comment, last ces survey comment`),
};

/** Wording of survey questions that stand as headers, tried when no name fits. */
const QUESTIONS: readonly { readonly field: Field; readonly pattern: RegExp }[] = [
  { field: "nps", pattern: /\bhow likely\b.*\brecommend\b|\bwould you recommend\b|\blikelihood .*recommend\b/u },
  // Qualtrics writes the band beside the question: Q1_NPS_GROUP.
  { field: "nps", pattern: /^q\d+ (?:\d+ )?nps(?: group)?$/u },
  {
    field: "ces",
    pattern:
      /\bhow (?:easy|difficult|much effort)\b|\bmade it easy\b|\bhow much .*effort\b|\beasy (?:for me )?to (?:handle|resolve|solve)\b/u,
  },
  {
    field: "csat",
    pattern:
      /\bhow satisfied\b|\bhow would you rate\b|\bhow happy\b|\brate (?:your|the) (?:overall )?(?:experience|satisfaction|support|service)\b/u,
  },
  {
    field: "fcr",
    pattern: /\b(?:resolved|solved) (?:in|on|at|during|with) (?:the |your |my )?(?:1st|first) (?:contact|call|reply|touch|interaction)\b/u,
  },
  { field: "resolved_flag", pattern: /^(?:did we|were we able to|was|were|is|has) .*\b(?:resolved?|solved?)\b/u },
  // "SLA Response Met?", "Is resolution SLA breached"
  {
    field: "sla",
    pattern:
      /^(?=.*\bsla\b)(?:(?:sla|is|was|first|next|every|overall|response|respond|reply|resolution|resolve|closure|time|met|meet|within|achieved|breach|breached|violated|violation|missed|status|compliance|compliant|flag)(?: |$))+$/u,
  },
];

/** Names compare without blanks, so `createddate` and `Created Date` are one. */
const squeeze = (words: string): string => words.replaceAll(" ", "");

// Whole lists at once: a look at each of the many names would cost the start of the program more than the look-ups save.
const squeezed = (Object.entries(ALIASES) as [Field, readonly string[]][]).map(([field, names]) => ({
  field,
  names: squeeze(names.join(",")).split(","),
}));
const allNames = new Set(squeezed.flatMap(({ names }) => names));

const NOBODY: readonly Named[] = [];
const asked = new Map<string, readonly Named[]>();

/** The fields that carry this name, given as normalised words: in English, else in another language. */
export const namedFields = (words: string): readonly Named[] => {
  const english = namedInEnglish(words);
  if (english.length > 0) return english;
  const abroad = namedAbroad(words);
  if (abroad.length > 0) return abroad;
  // "Status do chamado" without what it is the status of.
  const bare = withoutArticles(words);
  return bare === words ? NOBODY : namedInEnglish(bare);
};

const namedInEnglish = (words: string): readonly Named[] => {
  const name = squeeze(words);
  if (!allNames.has(name)) return NOBODY;
  let named = asked.get(name);
  if (named === undefined) {
    named = squeezed.map(({ field, names }) => ({ field, rank: names.indexOf(name) })).filter(({ rank }) => rank >= 0);
    asked.set(name, named);
  }
  return named;
};

/** The field that a question's wording asks for. */
export const askedField = (words: string): Field | undefined =>
  words.includes(" ") ? (QUESTIONS.find(({ pattern }) => pattern.test(words))?.field ?? askedAbroad(words)) : undefined;

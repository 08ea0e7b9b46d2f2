import { expect, it } from "vitest";
import { decideColumns, mappingOf } from "./sources.ts";

/** What the cells of a column look like, by the letter before its header. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  d: ["2026-10-01 09:00:00", "2026-10-02 10:30:00"],
  D: ["2026-10-01", "2026-10-02"],
  c: ["00:02:23", "50:38:24.085"],
  n: ["5", "3"],
  i: ["48001", "48002"],
  p: ["Ana Pereira", "Bo Lindqvist"],
  w: ["Billing", "Something else"],
  s: ["In Progress", "Closed"],
  y: ["Yes", "No"],
  v: ["Within SLA", "SLA Violated"],
  h: ["Inbound", "Outbound"],
  t: ["nps", "csat"],
  g: ["Promoter", "Detractor"],
  _: ["", ""],
};

/** Vendor → `cells:Header>field` lines; without a field the column serves nothing. Headers as the vendors write them. */
const EXPORTS: Readonly<Record<string, string>> = {
  zendesk: `n:Summation column|i:Id>id|p:Requester>customer|i:Requester id|_:Requester external id|w:Requester email|w:Requester domain|p:Submitter|p:Assignee>agent|w:Group>team|w:Subject|
    w:Tags>tags|w:Status>status|w:Priority>priority|w:Via>channel|w:Ticket type>topic|d:Created at>created|d:Updated at>updated|d:Assigned at|w:Organization>organisation|d:Due date>due|
    d:Initially assigned at|d:Solved at>resolved|n:Resolution time|n:Satisfaction Score>csat|n:Group stations|n:Assignee stations|n:Reopens>reopens|n:Replies>replies|
    n:First reply time in minutes>response_time|n:First reply time in minutes within business hours|n:First resolution time in minutes|n:First resolution time in minutes within business hours|
    n:Full resolution time in minutes>resolution_time|n:Full resolution time in minutes within business hours|n:Agent wait time in minutes|n:Requester wait time in minutes|n:On hold time in minutes|w:Product [list]`,
  explore: `i:Ticket ID>id|w:Ticket status>status|w:Ticket group>team|w:Ticket brand|w:Ticket channel>channel|w:Ticket form|w:Ticket priority>priority|w:Ticket subject|w:Ticket type>topic|w:Ticket tags>tags|
    p:Assignee name>agent|w:Assignee email|p:Requester name>customer|w:Requester email|w:Ticket organization name>organisation|n:Ticket satisfaction rating>csat|w:Ticket satisfaction comment>comment|
    w:Ticket satisfaction reason|D:Ticket created - Date>created|D:Ticket solved - Date>resolved|n:Tickets|n:Reopens>reopens|n:Agent replies>replies|n:First reply time (min)>response_time|
    n:First resolution time (min)|n:Full resolution time (hrs)>resolution_time|n:First reply time - Business hours (min)|n:Requester wait time (min)|n:Agent wait time (min)|n:On-hold time (min)|
    n:% Satisfaction score|n:% One-touch tickets|n:Unsolved tickets age (days)`,
  hubspot: `i:Ticket ID>id|w:Ticket name|w:Ticket description|w:Ticket status>status|w:Pipeline|p:Ticket owner>agent|d:Create date>created|d:Close date>closed|w:Category>topic|w:Subcategory|
    w:Associated Company (Primary)>organisation|w:All associated contact emails>customer|c:Time to first agent email reply (HH:mm:ss)>response_time|c:Time to close (HH:mm:ss)>resolution_time|
    d:First agent email response date>first_response|d:Last customer reply date|d:Last response date|c:Time to first rep assignment|n:Last CES survey rating>ces|w:Last CES survey comment>comment|
    d:Last CES survey date|n:Number of times contacted|w:Priority>priority`,
  freshdesk: `i:Ticket ID>id|w:Subject|w:Status>status|w:Priority>priority|w:Source>channel|w:Type>topic|p:Agent>agent|w:Group>team|d:Created time>created|d:Due by Time>due|d:Resolved time>resolved|
    d:Closed time>closed|d:Last update time>updated|d:Initial response time>first_response|c:Time tracked|c:First response time (in hrs)>response_time|c:Resolution time (in hrs)>resolution_time|
    n:Agent interactions>replies|n:Customer interactions>customer_replies|v:Resolution status>sla|v:First response status>sla|w:Tags>tags|n:Survey results>csat|w:Product|v:Every response status>sla|
    w:Association type|w:Summary|p:Full name>customer|w:Title|w:Email|i:Contact ID|w:Company Name>organisation`,
  intercom: `i:Conversation ID>id|d:Conversation started at (America/Lima)>created|d:Updated at (America/Lima)>updated|w:Title|p:Started by|w:Conversation source|w:Current conversation state>status|
    w:Team currently assigned>team|p:Teammate currently assigned>agent|p:Last teammate rated|w:Agent rated type|n:Conversation rating>csat|w:Conversation rating remark>comment|w:Channel>channel|
    w:Ticket type>topic|w:Topics|w:AI Topic|w:AI Subtopic|n:First response time (seconds)>response_time|y:Fin AI Agent involved>bot|y:Fin AI Agent deflected|w:Fin AI Agent resolution state|p:User name>customer|
    w:User email|w:Company name>organisation`,
  zoho: `i:Ticket Id>id|w:Subject|w:Status (Ticket)>status|w:Priority (Ticket)>priority|w:Channel>channel|w:Category>topic|w:Sub Category|w:Classifications|i:Ticket Owner|p:Agent Name>agent|w:Agent Tier|
    d:Created Time>created|d:Ticket Closed Time>closed|i:First Response Time in Business Hours>response_time|i:Resolution Time in Business Hours>resolution_time|y:Is First Call Resolution>fcr|
    n:Number of Reopen>reopens|n:Number of Reassign>reassignments|y:Is Escalated>escalated|v:SLA Violation Type>sla|n:Happiness Rating>csat|c:Ticket On Hold Time|w:Product Name (Ticket)|w:Sentiment`,
  salesforce: `p:Case Owner>agent|i:Case Number>id|w:Account Name>organisation|w:Subject|w:Status>status|w:Priority>priority|w:Severity|w:Case Origin>channel|d:Date/Time Opened>created|
    d:Date/Time Closed>closed|n:Age (Days)|y:Escalated>escalated|p:Contact Name>customer|w:Product: Product Name|d:Customer Feed Back Survey: Last Modified Date`,
  jira: `w:Summary|i:Issue key>id|i:Issue id|w:Issue Type>topic|w:Status|w:Project key|w:Project name|w:Priority>priority|w:Resolution|p:Assignee>agent|i:Assignee Id|p:Reporter>customer|i:Reporter Id|p:Creator|
    d:Created>created|d:Updated>updated|d:Last Viewed|d:Resolved>resolved|d:Due date>due|w:Description|n:Time Spent|n:Work Ratio|w:Custom field (Request Type)|n:Custom field (Time to first response)|
    n:Custom field (Time to resolution)|n:Satisfaction rating>csat|d:Custom field (Satisfaction date)>answered_at|d:Custom field ([CHART] Date of First Response)>first_response|w:Comment|w:Parent|
    w:Status Category>status|d:Status Category Changed`,
  gorgias: `i:Ticket id>id|w:Tags>tags|w:Initial channel>channel|w:Priority>priority|w:Last used integration name|w:Last used integration type|y:Created by an agent|w:Subject|d:Creation date>created|
    d:Closed date>closed|n:Survey score>csat|d:Survey replied date>answered_at|p:Assignee name>agent|w:Assignee email|w:Customer email|p:Customer name>customer|n:First response time (s)>response_time|
    n:Resolution time (s)>resolution_time|n:Number of agent messages>replies|n:Number of customer messages>customer_replies|w:Ticket URL|w:Ticket Field: Contact reason|w:Customer Field: VIP`,
  front: `i:Message ID|i:Segment ID>id|i:Conversation ID|i:Ticket IDs|w:Segment|h:Direction|w:Status|w:Inbox>team|d:Message date>first_response|y:Autoreply|c:Reaction time|c:Total reply time|
    c:Handle time|c:Response time>response_time|p:Attributed to|p:Assignee>agent|p:Author|p:Contact name>customer|w:Contact handle|w:Account names>organisation|w:From|w:To|w:Tags>tags|
    y:New Conversation|y:First response|y:Business hours|d:Segment start>created|d:Segment end|d:Segment closed|w:Ticket status name|s:Ticket status category>status`,
  chatwoot: `p:Contact Name>customer|w:Contact Email Address|w:Contact Phone Number|w:Link to the conversation|p:Agent Name>agent|n:Rating>csat|w:Feedback Comment>comment|d:Recorded date>answered_at|w:Review Notes`,
  "chatwoot agents": `p:Agent name>agent|n:Assigned conversations|c:Avg first response time|c:Avg resolution time|c:Avg customer waiting time|n:Resolution Count`,
  servicenow: `i:Number>id|w:Short description|p:Caller>customer|w:Priority>priority|s:State>status|w:Service|w:Assignment group>team|p:Assigned to>agent|d:Created>created|d:Opened|p:Opened by|d:Resolved>resolved|
    p:Resolved by|d:Closed>closed|p:Closed by|w:Contact type>channel|w:Category>topic|w:Configuration item|n:Business duration|c:Business resolve time|c:Duration>resolution_time|w:Escalation|w:Impact|
    w:Severity|y:Made SLA>sla|d:SLA due>due|c:Time worked|w:Close notes|n:Reassignment count>reassignments|n:Reopen count>reopens`,
  "servicenow raw": `i:number>id|d:opened_at>created|d:resolved_at>resolved|d:closed_at>closed|d:sys_created_on|w:incident_state>status|w:contact_type>channel|w:category>topic|w:assignment_group>team|
    p:assigned_to>agent|w:priority>priority|y:made_sla>sla|n:reassignment_count>reassignments|n:reopen_count>reopens`,
  genesys: `y:Full Export Completed|d:Partial Result Timestamp|w:Filters|w:Media Type>channel|p:Users>agent|p:Users - Alerted|p:Users - Interacted|w:Remote|d:Date>created|d:End Date|c:Duration|h:Direction>direction|
    h:Initial Direction|i:ANI>customer|i:DNIS|w:Queue>team|w:First Queue|w:Wrap-up|w:Last Wrap-Up>topic|w:Flow|w:Disconnect Type|i:Conversation ID>id|y:Abandoned>abandoned|w:Abandoned in Queue|
    y:Transferred>transferred|n:Transfers|c:Time to Abandon|c:Total Queue>wait|c:Total Talk>talk|c:Total Hold>hold|c:Total ACW>wrap|c:Total Handle>handle|c:Total IVR|c:Total Alert|
    c:Total First Response>response_time|c:Avg Agent Response|w:Error Code`,
  five9: `i:CALL ID>id|d:TIMESTAMP>created|w:CAMPAIGN|h:CALL TYPE>direction|p:AGENT|p:AGENT NAME>agent|w:DISPOSITION>topic|i:ANI|p:CUSTOMER NAME>customer|i:DNIS|c:CALL TIME|c:BILL TIME (ROUNDED)|n:COST|c:IVR TIME|
    c:QUEUE WAIT TIME>wait|c:RING TIME|c:TALK TIME>talk|c:HOLD TIME>hold|c:PARK TIME|c:AFTER CALL WORK TIME>wrap|n:TRANSFERS|n:CONFERENCES|n:HOLDS|y:ABANDONED>abandoned|w:RECORDINGS`,
  talkdesk: `i:Interaction ID>id|i:Contact ID|i:Company Number|w:Phone Display Name|i:Contact Person Number>customer|h:Direction>direction|h:Contact Type|d:Started At>created|n:Wait Time>wait|n:Time to Missed|
    n:Abandon Time|n:Short Abandon Time|n:Time to Voicemail|n:Ring Time|n:Connect Time|d:Answered At>first_response|d:Connected At|n:Talk Time>talk|n:Hard Hold Time|n:Soft Hold Time|n:Hold Time>hold|
    n:After Call Work Time>wrap|d:Finished At|n:Duration|n:Handle Time>handle|y:Inside Business Hours (Yes / No)|y:Inside Service Level (Yes /No)>sla|y:Within Service Level Threshold (Yes / No)|
    y:Transfer Out (Yes/No)>transferred|y:Callback (Yes / No)|w:Ring Groups|p:User Name>agent|w:Team Name>team|i:User ID|i:Team ID|p:Disconnected By Agent|y:Last Contact (Yes / No)`,
  aircall: `w:line|d:datetime (tz offset incl.)|w:number timezone|d:datetime (utc)>created|w:country_code|h:direction>direction|i:from|i:to|y:answered>answered|w:missed_call_reason|p:user>agent|n:duration (total)|
    n:duration (in call)>talk|w:voicemail|w:recording|w:comments>comment|w:tags>tags|w:call quality|w:team>team|h:call direction - type|d:call start time|d:call end time|i:aircall number|
    i:customer number>customer|c:in-call duration|i:call id>id|w:call type|c:waiting time>wait|c:time to answer|c:time in ivr|i:call id (internal)|w:disconnected by|w:ivr branch`,
  connect: `i:Contact ID>id|w:Channel>channel|w:Contact status|d:Initiation timestamp>created|i:System phone number / email address|w:Queue>team|p:Agent|i:Customer phone number / email address>customer|
    d:Disconnect timestamp|c:Contact duration|p:Agent name>agent|w:Routing profile|d:Connected to agent timestamp>first_response|d:ACW start timestamp|d:ACW end timestamp|c:Agent interaction duration>talk|
    n:Agent connection attempts|n:Number of holds|y:Is transferred out>transferred|w:Initiation method|w:Disconnect reason|d:Enqueue timestamp`,
  livechat: `i:Chat ID>id|d:Chat start date>created|n:Chat duration in seconds>handle|c:First response time>response_time`,
  helpscout: `i:Number>id|p:Customer>customer|w:Customer Email|w:Subject|w:Status>status|p:Assigned To>agent|w:Mailbox>team|w:Tags>tags|d:Created>created|c:First Response Time>response_time|
    c:Resolution Time>resolution_time|n:Rating>csat`,
  qualtrics: `d:StartDate>created|d:EndDate|w:Status>status|w:IPAddress|n:Progress|n:Duration (in seconds)|y:Finished|d:RecordedDate>answered_at|i:ResponseId>response_id|w:RecipientLastName|w:RecipientEmail>customer|
    w:ExternalReference|w:DistributionChannel|w:UserLanguage>language|g:Q1_NPS_GROUP>nps`,
  surveymonkey: `i:Respondent ID>response_id|i:Collector ID|d:Start Date>created|d:End Date>answered_at|w:IP Address|w:Email Address>customer|w:First Name|w:Custom Data 1|
    n:How likely is it that you would recommend us to a friend or colleague?>nps`,
  delighted: `i:Response ID>response_id|t:Survey type>survey_type|n:Score>score|w:Comment>comment|p:Person Name|w:Person Email>customer|d:Created At>answered_at`,
  medallia: `i:request_id>id|d:request_sent_at>sent|w:request_delivery_status|d:response_received_at>answered_at|n:star_rating>csat|w:comments>comment|w:channel>channel|w:tags>tags|w:brand|w:customer_name>customer`,
  "call centre sample": `i:Call Id>id|p:Agent>agent|D:Date>created|w:Topic>topic|y:Answered (Y/N)>answered|y:Resolved>resolved_flag|n:Speed of answer in seconds>wait|c:AvgTalkDuration>talk|n:Satisfaction rating>csat`,
  "ticket sample": `i:Ticket ID>id|p:Customer Name>customer|w:Customer Email|n:Customer Age|w:Customer Gender|w:Product Purchased|D:Date of Purchase|w:Ticket Type>topic|w:Ticket Subject|w:Ticket Description|
    w:Ticket Status>status|w:Resolution|w:Ticket Priority>priority|w:Ticket Channel>channel|d:First Response Time>first_response|d:Time to Resolution>resolved|n:Customer Satisfaction Rating>csat`,
  "our own answers": `i:response_id>response_id|d:answered_at>answered_at|t:survey_type>survey_type|n:score>score|w:comment>comment|i:ticket_id>id|p:agent>agent|w:team>team|w:channel>channel|p:customer>customer|
    w:language>language|w:topic>topic|d:sent>sent|y:complete`,
};

it.each(Object.entries(EXPORTS))("%s", (_vendor, text) => {
  const columns: Record<string, readonly string[]> = {};
  const expected: Record<string, string> = {};
  for (const line of text.split("|")) {
    const [, letter, header, field] = /^\s*(\w):([^>]*?)(?:>(\w+))?$/u.exec(line)!;
    columns[header] = CELLS[letter];
    if (field !== undefined) expected[field] = expected[field] === undefined ? header : `${expected[field]} | ${header}`;
  }
  expect(mappingOf(decideColumns(columns))).toEqual(expected);
});

it("knows the exports that would mislead a reader of names", () => {
  const profileOf = (...headers: readonly string[]): string | null =>
    decideColumns(Object.fromEntries(headers.map((header) => [header, ["1"]]))).profile;
  expect(profileOf("Satisfaction Score", "Assignee stations")).toBe("zendesk");
  expect(profileOf("Satisfaction Score")).toBeNull();
  expect(profileOf("SLA Violation Type", "Is First Call Resolution")).toBe("zoho");
  expect(profileOf("Issue key", "Status Category")).toBe("jira");
});

it("reads Zoho's business hours as milliseconds", () => {
  const columns = {
    "Is First Call Resolution": ["true"],
    "SLA Violation Type": ["Not Violated"],
    "Resolution Time in Business Hours": ["108960000"],
  };
  const use = decideColumns(columns).uses[2];
  expect(use).toMatchObject({ field: "resolution_time", unit: "ms", clock: "business" });
});

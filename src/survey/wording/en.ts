import type { Wording } from "./wording.ts";

export const en: Wording = {
  scores: {
    csat: {
      ask: "How satisfied are you with the support you received from {company}?",
      askUnnamed: "How satisfied are you with the support you received from us?",
      aloud:
        "On a scale from 1 to 5, where 1 means very dissatisfied and 5 very satisfied, how satisfied are you with the support you received from {company}?",
      aloudUnnamed:
        "On a scale from 1 to 5, where 1 means very dissatisfied and 5 very satisfied, how satisfied are you with the support you received from us?",
      low: "very dissatisfied",
      high: "very satisfied",
    },
    nps: {
      ask: "How likely are you to recommend {company} to a friend or colleague?",
      askUnnamed: "How likely are you to recommend us to a friend or colleague?",
      aloud:
        "On a scale from 0 to 10, where 0 means not at all likely and 10 extremely likely, how likely are you to recommend {company} to a friend or colleague?",
      aloudUnnamed:
        "On a scale from 0 to 10, where 0 means not at all likely and 10 extremely likely, how likely are you to recommend us to a friend or colleague?",
      low: "not at all likely",
      high: "extremely likely",
    },
    ces: {
      ask: "{company} made it easy for me to handle my issue.",
      askUnnamed: "The company made it easy for me to handle my issue.",
      aloud:
        "On a scale from 1 to 7, where 1 means strongly disagree and 7 strongly agree, how much do you agree with this sentence: {company} made it easy for me to handle my issue.",
      aloudUnnamed:
        "On a scale from 1 to 7, where 1 means strongly disagree and 7 strongly agree, how much do you agree with this sentence: The company made it easy for me to handle my issue.",
      low: "strongly disagree",
      high: "strongly agree",
    },
    enps: {
      ask: "How likely are you to recommend {company} as a place to work?",
      askUnnamed: "How likely are you to recommend our company as a place to work?",
      aloud:
        "On a scale from 0 to 10, where 0 means not at all likely and 10 extremely likely, how likely are you to recommend {company} as a place to work?",
      aloudUnnamed:
        "On a scale from 0 to 10, where 0 means not at all likely and 10 extremely likely, how likely are you to recommend our company as a place to work?",
      low: "not at all likely",
      high: "extremely likely",
    },
  },
  rating: { low: "very poor", high: "very good" },
  title: "{company} Support",
  titleUnnamed: "Your opinion",
  followUp: {
    low: "{score} out of {high}. Thank you for telling us. We are sorry it was not better. What went wrong?",
    middle: "{score} out of {high}. Thank you! What would have made it better?",
    high: "{score} out of {high}. Thank you! What did we do well?",
  },
  thanks: {
    low: "We are sorry it was not better. Thank you for taking the time to tell us.",
    other: "Thank you for taking the time.",
  },
  unnamed: { company: "our company", agent: "our agent", customer: "the customer", ticket: "this ticket" },
  aloud: {
    hello: "Hello {customer}.",
    helloUnnamed: "Hello.",
    from: "This is {company} Support.",
    fromUnnamed: "This is customer support.",
    mayAskOne: "May I ask you one short question about the help you received?",
    mayAskMany: "May I ask you a few short questions about the help you received?",
    scale: "{ask} Please give a number from {low} to {high}, where {low} means {lowLabel} and {high} means {highLabel}.",
    choice: "{ask} The answers to choose from: {options}.",
    choices: "{ask} You can name more than one: {options}.",
  },
  phrases: {
    scaleHelp: "Type a number or use ← →, then Enter",
    choiceHelp: "Use ↑ ↓, then Enter",
    choicesHelp: "Space marks, Enter when done",
    yesNoHelp: "Y or N, then Enter",
    skipHelp: "S skip · Ctrl-C stop",
    textHelp: "(optional, Enter to finish)",
    yes: "Yes",
    no: "No",
    saved: "Saved.",
    begin: "Press any key to begin",
    plainScale: "Type a number from {low} to {high}, or s to skip",
    plainWrong: "That is no number from {low} to {high}.",
    plainChoice: "Type the number of your answer, or s to skip",
    plainChoices: "Type the numbers of all that fit, such as 1, 3; or s to skip",
    plainYesNo: "Type y for yes or n for no, or s to skip",
    plainText: "Type your answer, or only Enter for none",
  },
};

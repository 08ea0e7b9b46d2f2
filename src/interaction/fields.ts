import type { Kind, TimeUnit } from "../values/batch.ts";

/** The canonical fields: what `--map`, `--where`, `inspect` and JSON call them, and what their cells become. */
export const FIELDS = {
  id: "category",
  response_id: "category",
  created: "instant",
  first_response: "instant",
  resolved: "instant",
  closed: "instant",
  updated: "instant",
  due: "instant",
  sent: "instant",
  answered_at: "instant",
  response_time: "duration",
  resolution_time: "duration",
  talk: "duration",
  hold: "duration",
  wrap: "duration",
  handle: "duration",
  wait: "duration",
  replies: "count",
  customer_replies: "count",
  reopens: "count",
  reassignments: "count",
  resolved_flag: "flag",
  answered: "flag",
  abandoned: "flag",
  transferred: "flag",
  escalated: "flag",
  bot: "flag",
  fcr: "flag",
  sla: "flag",
  csat: "score",
  nps: "score",
  ces: "score",
  score: "score",
  survey_type: "category",
  status: "category",
  channel: "category",
  direction: "category",
  priority: "category",
  agent: "category",
  team: "category",
  customer: "category",
  organisation: "category",
  topic: "category",
  tags: "category",
  language: "category",
  source: "category",
  comment: "category",
} as const satisfies Record<string, Kind>;

export type Field = keyof typeof FIELDS;

export const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name);

/** Where a decision came from, strongest first. */
export type Evidence = "flag" | "config" | "profile" | "header" | "cells" | "default";

/** Whether somebody said that the column is the field, so that nothing else has a say in it. */
export const isGiven = ({ evidence }: { readonly evidence: Evidence }): boolean => evidence === "flag" || evidence === "config";

/**
 * Use of one column of a file. Several entries may share a field only for `sla` (several verdict columns). `clock` tells business-hours
 * durations apart.
 */
export interface ColumnUse {
  readonly field: Field;
  readonly column: number;
  readonly header: string;
  readonly timeColumn?: number;
  readonly timeHeader?: string;
  readonly evidence: Evidence;
  /** Hints taken from the header, the profile or the flag. */
  readonly unit?: TimeUnit;
  readonly zone?: string;
  readonly scale?: Scale;
  readonly order?: "dmy" | "mdy" | "ymd";
  readonly invert?: boolean;
  readonly clock?: "calendar" | "business";
}

/** A score scale: inclusive ends, and whether a low score is the good one. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly lowIsGood: boolean;
}

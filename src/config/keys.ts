import type { Setting } from "./origin.ts";

/** What a value is looked at for by those who know more of it than this room does. */
export type CheckName =
  | "language"
  | "zone"
  | "hours"
  | "sla-rows"
  | "length"
  | "date"
  | "target"
  | "kpi"
  | "map"
  | "header"
  | "unit-field"
  | "unit"
  | "date-format"
  | "score"
  | "scale"
  | "delimiter"
  | "encoding"
  | "profile"
  | "match";

/** A text; `choices` are all it can be. */
export interface TextShape {
  readonly kind: "text";
  readonly check?: CheckName;
  readonly choices?: readonly string[];
  /** Blanks are a value too. */
  readonly blank?: true;
}

/** A list of texts; one text with commas between them is as good. */
export interface ListShape {
  readonly kind: "list";
  readonly check?: CheckName;
}

/** A group whose keys are the user's. */
export interface TableShape {
  readonly kind: "table";
  /** What its keys are, in the words of help. */
  readonly keys: string;
  /** Looks at a key. */
  readonly check?: CheckName;
  /** Where its values are lists, the one key whose list may have several items; undefined = all. */
  readonly several?: string;
  readonly of: TextShape | ListShape;
}

/** A group of known keys. */
export interface GroupShape {
  readonly kind: "group";
  readonly keys: Keys;
}

/** A list of groups of known keys. */
export interface ItemsShape {
  readonly kind: "items";
  readonly keys: Keys;
}

export type Shape = TextShape | ListShape | TableShape | GroupShape | ItemsShape;

export interface Key {
  readonly shape: Shape;
  readonly help: string;
  /** As it could stand in a config. */
  readonly example: unknown;
  /** What counts where nothing is set. */
  readonly standard?: string;
  /** Variables of the environment, the first one set counts. */
  readonly environment?: readonly string[];
  /** The flag that goes before it, without its dashes. */
  readonly flag?: string;
  /** Must be there. */
  readonly needed?: boolean;
  /** Its value is never shown. */
  readonly secret?: boolean;
}

export type Keys = Readonly<Record<string, Key>>;

/** What reading a value of a shape gives. */
export type Read<S extends Shape> = S extends TextShape
  ? Setting<string>
  : S extends ListShape
    ? Setting<readonly string[]>
    : S extends TableShape
      ? ReadonlyMap<string, Read<S["of"]>>
      : S extends GroupShape
        ? ReadKeys<S["keys"]>
        : S extends ItemsShape
          ? readonly ReadKeys<S["keys"]>[]
          : never;

export type ReadKeys<K extends Keys> = { readonly [Name in keyof K]?: Read<K[Name]["shape"]> };

/** How files are read: for all of them at the top, for some in an item of `files`. */
const READING = {
  map: {
    shape: {
      kind: "table",
      keys: "a field, or field:hint as in --map",
      check: "map",
      several: "sla",
      of: { kind: "list", check: "header" },
    },
    help: "which column is which; a list of columns only for sla",
    example: { resolved: "Closed at", "talk:min": "Call time" },
    flag: "map",
  },
  units: {
    shape: { kind: "table", keys: "a field that is a time", check: "unit-field", of: { kind: "text", check: "unit" } },
    help: "unit of bare numbers: ms, s, min, h, d, hms or mmss",
    example: { response_time: "h" },
    environment: ["CS_METRICS_UNITS"],
  },
  dateFormat: {
    shape: { kind: "text", check: "date-format" },
    help: "how dates are written: D/M/Y, M/D/Y, Y/M/D, unix, unixms, excel, or a pattern of YYYY MM DD HH mm ss A Z",
    example: "D/M/Y",
    environment: ["CS_METRICS_DATE_FORMAT"],
    flag: "date-format",
  },
  scale: {
    shape: { kind: "table", keys: "csat, nps or ces", check: "score", of: { kind: "text", check: "scale" } },
    help: "scale of a score, such as 1-5, or 1-7:low where low is good",
    example: { csat: "1-5" },
    environment: ["CS_METRICS_SCALE"],
    flag: "scale",
  },
  delimiter: {
    shape: { kind: "text", check: "delimiter", blank: true },
    help: "character between cells, or tab",
    example: ";",
    environment: ["CS_METRICS_DELIMITER"],
    flag: "delimiter",
  },
  encoding: {
    shape: { kind: "text", check: "encoding" },
    help: "encoding, such as windows-1252",
    example: "windows-1252",
    environment: ["CS_METRICS_ENCODING"],
    flag: "encoding",
  },
  profile: {
    shape: { kind: "text", check: "profile" },
    help: "read as this help desk's export",
    example: "zendesk",
    environment: ["CS_METRICS_PROFILE"],
    flag: "profile",
  },
} as const satisfies Keys;

/** Everything that can be set, in the order of help and documents. Schema, documents, checks and `config show` derive from it. */
export const KEYS = {
  company: {
    shape: { kind: "text" },
    help: "the company's name, as customers know it; surveys ask in it",
    example: "Acme",
    environment: ["CS_METRICS_COMPANY"],
    flag: "company",
  },
  language: {
    shape: { kind: "text", check: "language" },
    help: "language of surveys",
    example: "en",
    standard: "the survey's first language",
    environment: ["CS_METRICS_LANGUAGE"],
    flag: "language",
  },
  timeZone: {
    shape: { kind: "text", check: "zone" },
    help: "time zone of days and months in reports, and of times that name none",
    example: "Europe/Berlin",
    standard: "as written in the files",
    environment: ["CS_METRICS_TIME_ZONE", "CS_METRICS_TZ"],
    flag: "tz",
  },
  businessHours: {
    shape: { kind: "text", check: "hours" },
    help: "when the team works",
    example: "Mon-Fri 09:00-17:00",
    environment: ["CS_METRICS_BUSINESS_HOURS"],
    flag: "business-hours",
  },
  teamHours: {
    shape: { kind: "table", keys: "a team's name, as in the files", of: { kind: "text", check: "hours" } },
    help: "when some teams work instead, in a time zone of their own if one follows",
    example: { "Night desk": "22:00-06:00", Boston: "Mon-Fri 09:00-17:00 America/New_York" },
  },
  holidays: {
    shape: { kind: "list", check: "date" },
    help: "days on which nobody works",
    example: ["2026-12-25", "2027-01-01"],
    environment: ["CS_METRICS_HOLIDAYS"],
  },
  sla: {
    shape: {
      kind: "group",
      keys: {
        firstResponse: {
          shape: {
            kind: "table",
            keys: "default, a priority, or channel=Chat and priority=urgent",
            check: "sla-rows",
            of: { kind: "text", check: "length" },
          },
          help: "time to the first reply",
          example: { default: "4h", urgent: "1h", "channel=Chat": "2min" },
        },
        resolution: {
          shape: {
            kind: "table",
            keys: "default, a priority, or channel=Chat and priority=urgent",
            check: "sla-rows",
            of: { kind: "text", check: "length" },
          },
          help: "time to the resolution",
          example: { default: "24h", "channel=Email and priority=low": "40h" },
        },
      },
    },
    help: "your own targets for the KPI sla, where the export gives no verdict; in opening hours where businessHours are set",
    example: { firstResponse: { default: "4h", urgent: "1h" } },
  },
  targets: {
    shape: { kind: "list", check: "target" },
    help: "what the figures should reach",
    example: ["csat>=85", "art.p90<=8h"],
    environment: ["CS_METRICS_TARGETS"],
    flag: "target",
  },
  format: {
    shape: { kind: "text", choices: ["table", "csv", "json", "markdown"] },
    help: "how reports are written, unless the name given to -o says it",
    example: "markdown",
    standard: "table",
    environment: ["CS_METRICS_FORMAT"],
    flag: "format",
  },
  color: {
    shape: { kind: "text", choices: ["auto", "always", "never"] },
    help: "colour on the screen",
    example: "never",
    standard: "auto",
    environment: ["CS_METRICS_COLOR"],
    flag: "color",
  },
  by: {
    shape: { kind: "list" },
    help: "what reports group by",
    example: ["channel"],
    environment: ["CS_METRICS_BY"],
    flag: "by",
  },
  kpi: {
    shape: { kind: "list", check: "kpi" },
    help: "only these KPIs in reports, in this order",
    example: ["csat", "art"],
    standard: "all that the files support",
    environment: ["CS_METRICS_KPI"],
    flag: "kpi",
  },
  pseudonymize: {
    shape: { kind: "list" },
    help: "people whom reports show by a pseudonym: agent, customer, team, organisation, or columns of the file",
    example: ["agent", "customer"],
    environment: ["CS_METRICS_PSEUDONYMIZE"],
    flag: "pseudonymize",
  },
  pseudonymKey: {
    shape: { kind: "text" },
    help: "what pseudonyms are made with: a long text that nobody can guess; keep it to yourself",
    example: "3f9c61d2e07b48a5b6f1c9",
    environment: ["CS_METRICS_PSEUDONYM_KEY"],
    secret: true,
  },
  vocabulary: {
    shape: {
      kind: "group",
      keys: {
        status: {
          shape: {
            kind: "group",
            keys: {
              resolved: { shape: { kind: "list" }, help: "words for solved", example: ["Done by us"] },
              open: { shape: { kind: "list" }, help: "words for not solved", example: ["Closed for now"] },
              excluded: { shape: { kind: "list" }, help: "words for rows that do not count, such as spam", example: ["Test ticket"] },
            },
          },
          help: "words of the status column",
          example: { resolved: ["Done by us"] },
        },
        channel: {
          shape: { kind: "table", keys: "our word, such as Email", of: { kind: "list" } },
          help: "your words for a channel",
          example: { Phone: ["Hotline"] },
        },
        yes: { shape: { kind: "list" }, help: "words for yes", example: ["Correct"] },
        no: { shape: { kind: "list" }, help: "words for no", example: ["Not at all"] },
      },
    },
    help: "words of your files that the program does not know",
    example: { status: { resolved: ["Done by us"] }, channel: { Phone: ["Hotline"] } },
  },
  answers: {
    shape: { kind: "text" },
    help: "a CSV file that surveys add their answers to, instead of the store; from the config's own folder",
    example: "responses.csv",
    standard: "the store",
    environment: ["CS_METRICS_ANSWERS"],
    flag: "to",
  },
  db: {
    shape: { kind: "text" },
    help: "the store that import keeps tickets in, and surveys their answers; from the config's own folder",
    example: "metrics.db",
    standard: "metrics.db in your data folder",
    environment: ["CS_METRICS_DB"],
    flag: "db",
  },
  ...READING,
  files: {
    shape: {
      kind: "items",
      keys: {
        match: {
          shape: { kind: "text", check: "match" },
          help: "which files: a name with * and ?, or a profile such as zendesk for all files recognised as that",
          example: "tickets*.csv",
          needed: true,
        },
        ...READING,
        timeZone: {
          shape: { kind: "text", check: "zone" },
          help: "time zone in which these files were written",
          example: "America/New_York",
        },
        ignore: {
          shape: { kind: "list" },
          help: "columns that are not used, whatever their names suggest",
          example: ["Old score"],
        },
        keep: {
          shape: { kind: "list" },
          help: "further columns that are to be kept with each row",
          example: ["Product"],
        },
      },
    },
    help: "how some files are read; of several items for a file, the last says",
    example: [{ match: "tickets*.csv", dateFormat: "D/M/Y", map: { resolved: "Closed at" } }],
  },
} as const satisfies Keys;

export type KeyName = keyof typeof KEYS;

/** Settings of one source, or of all together. */
export type Settings = ReadKeys<typeof KEYS>;

/** One item of `files`, or what the top level says of all files. */
export type FileSettings = NonNullable<Settings["files"]>[number];

export const READING_NAMES = Object.keys(READING) as (keyof typeof READING)[];

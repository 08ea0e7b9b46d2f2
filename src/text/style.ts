/** How text is dressed. The command line makes one from chalk after deciding colour once; everything below only calls it. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  /** For verdicts where a target is set, and for errors. */
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

const same = (text: string): string => text;

export const plainStyle: Style = { bold: same, dim: same, red: same, green: same, yellow: same };

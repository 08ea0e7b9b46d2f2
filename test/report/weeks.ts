const DAY = 86_400_000;
const MINUTE = 60_000;

const text = (instant: number): string => new Date(instant).toISOString().slice(0, 16).replace("T", " ");

/** Weeks of tickets from Monday 3 August 2026 on, by week: how many, how many of them rated well, still open, and the minutes to a reply. */
export const weeks = ({
  good,
  each = good.map(() => 20),
  open = good.map(() => 0),
  minutes = good.map(() => 30),
}: {
  readonly good: readonly number[];
  readonly each?: readonly number[];
  readonly open?: readonly number[];
  readonly minutes?: readonly number[];
}): string => {
  const lines = ["id,created_at,first_response_at,resolved_at,status,agent,csat"];
  good.forEach((well, week) => {
    for (let i = 0; i < each[week]; i++) {
      const created = Date.UTC(2026, 7, 3 + 7 * week) + Math.floor((i * 7 * DAY) / each[week]);
      const isOpen = i < open[week];
      const replied = text(created + (minutes[week] + ((i * 7 + week) % 10)) * MINUTE);
      const rating = i < well ? 5 : 1;
      const agent = i % 2 === 0 ? "Ana" : "Bo";
      lines.push(
        `${week * 1000 + i},${text(created)},${replied},${isOpen ? "" : text(created + DAY)},${isOpen ? "Open" : "Closed"},${agent},${rating}`,
      );
    }
  });
  return `${lines.join("\n")}\n`;
};

# Usage: python3 pandas_figures.py FILE [delimiter] [encoding] [needed]     needed: only the columns needed, and few texts as categories
import json
import sys

import pandas as pd

COLUMNS = {
    "Channel": "channel",
    "Status": "status",
    "Replies": "replies",
    "Reopens": "reopens",
    "First response time (min)": "response",
    "Resolution time (min)": "resolution",
    "Satisfaction rating": "rating",
    "SLA status": "sla",
    "Handle time (min)": "handling",
    "NPS score": "nps",
    "CES score": "ces",
}

file, *rest = sys.argv[1:]
delimiter, encoding, how = rest + [",", "utf8", "all"][len(rest) :]
needed = {
    "usecols": lambda name: name in COLUMNS,
    "dtype": {"Channel": "category", "Status": "category", "SLA status": "category"},
}
table = pd.read_csv(
    file,
    sep=delimiter,
    encoding={"utf8": "utf-8", "utf16le": "utf-16"}[encoding],
    **(needed if how == "needed" else {}),
).rename(columns=COLUMNS)

channel = table["channel"]
solved = table["status"].isin(["Closed", "Solved"])
reopened = table["reopens"] > 0
unwritten = (table["response"] == 0) & (table["replies"] == 0)


def percent(part, whole):
    """100 and 0 where the whole holds, empty elsewhere: its mean is the share."""
    return (100.0 * part).where(whole)


columns = {
    "csat": percent(table["rating"] >= 4, table["rating"].notna()),
    "fcr": percent((table["replies"] <= 1) & ~reopened, solved),
    "art": 60.0 * table["response"].mask(unwritten),
    "resolution_time": 60.0 * table["resolution"].where(solved),
    "resolution_rate": 100.0 * solved,
    "reopen_rate": percent(reopened, solved),
    "sla": percent(table["sla"] == "Met", table["sla"].notna()),
}
times = {"art": "mean", "resolution_time": "median"}
if "handling" in table:
    columns["aht"] = 60.0 * table["handling"]
    times["aht"] = "mean"
if "nps" in table:
    columns["nps"] = percent((table["nps"] >= 9).astype("int8") - (table["nps"] <= 6).astype("int8"), table["nps"].notna())
if "ces" in table:
    columns["ces"] = table["ces"]
values = pd.DataFrame(columns)

groups = values.groupby(channel, observed=True)
sizes = {"all": len(values), **groups.size()}
means = pd.concat([values.mean().to_frame("all").T, groups.mean()])
counts = pd.concat([values.count().to_frame("all").T, groups.count()])
spans = list(times)
quantiles = {p: pd.concat([values[spans].quantile(p).to_frame("all").T, groups[spans].quantile(p)]) for p in (0.5, 0.9)}

figures = {}
for name, size in sizes.items():
    figures[name] = {"volume": {"n": int(size)}}
    for kpi in columns:
        mean = float(means.at[name, kpi])
        figure = {"value": mean, "n": int(counts.at[name, kpi])}
        if kpi in times:
            median = float(quantiles[0.5].at[name, kpi])
            value = mean if times[kpi] == "mean" else median
            figure.update(value=value, mean=mean, median=median, p90=float(quantiles[0.9].at[name, kpi]))
        figures[name][kpi] = figure
print(json.dumps(figures))

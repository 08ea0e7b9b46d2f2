import type { Profile } from "./types.ts";

/**
 * Public reviews, from no site in particular: stars that anybody gives whenever they like. Who answers a survey after a ticket was asked;
 * who writes a review was not. The two are never one figure, so the stars serve no CSAT.
 */
export const reviews: Profile = {
  id: "reviews",
  name: "Reviews",
  fingerprint: [
    "stars|star rating|rating|review stars|review rating|review score",
    "review|review id|review text|review title|review content|review body|review date|review url|review link|reviewer|reviewer name",
    "!ticket id|agent|agent name|assignee|assignee name|case number|conversation id|survey type|csat",
  ],
  certainty: "unconfirmed",
  columns: {
    stars: null,
    "star rating": null,
    rating: null,
    "review stars": null,
    "review rating": null,
    "review score": null,
    "review id": { field: "id" },
    "review date": { field: "created" },
    "review created at": { field: "created" },
    "review submit date and time": { field: "created" },
    review: { field: "comment" },
    "review text": { field: "comment" },
    "review content": { field: "comment" },
    "review body": { field: "comment" },
    reviewer: { field: "customer" },
    "reviewer name": { field: "customer" },
    "reviewer language": { field: "language" },
    platform: { field: "source" },
    site: { field: "source" },
  },
  headers: ["Review ID", "Date", "Stars", "Review title", "Review text", "Reviewer", "Language", "Site"],
  advice: {
    take: "one row for each review, as CSV",
    know: [
      "Stars are kept apart from CSAT: nobody asked the people who wrote them. Use --by Stars to count them.",
      "If these stars are answers to a survey of yours, say so: --map csat=Stars.",
    ],
  },
};

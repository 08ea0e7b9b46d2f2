import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseSurveyFile } from "../../../src/survey/definition/file.ts";
import { type AskedAs, findSurvey, inLanguage, SURVEY_NAMES } from "../../../src/survey/definition/index.ts";
import { previewText } from "../../../src/survey/preview.ts";
import { displayWidth } from "../../../src/text/width.ts";

const AS: AskedAs = { language: "en", company: "Acme", agent: null, customer: null, ticket: null, aloud: false };

const preview = (name: string, width: number, as: Partial<AskedAs> = {}): string =>
  previewText(inLanguage(findSurvey(name)!, { ...AS, ...as }), width);

const good = parseSurveyFile(readFileSync("fixtures/survey-files/good.yaml", "utf8"), "good.yaml");

test("NPS in 60 columns", () => {
  expect(preview("nps", 60)).toMatchInlineSnapshot(`
    "  nps: 4 questions, language en

         Acme Support

       1 nps (nps, net promoter score, 0 to 10)

         How likely are you to recommend Acme to a friend
         or colleague?

           0    1    2    3    4    5    6    7    8    9    10
         not at all likely                     extremely likely

       2 low (text, the comment on nps), asked when nps is 0 to
         6

         0 out of 10. Thank you for telling us. We are
         sorry it was not better. What went wrong?

         (optional, Enter to finish)

         ›

       3 middle (text, the comment on nps), asked when nps is 7
         or 8

         7 out of 10. Thank you! What would have made it better?

         (optional, Enter to finish)

         ›

       4 high (text, the comment on nps), asked when nps is 9
         or 10

         9 out of 10. Thank you! What did we do well?

         (optional, Enter to finish)

         ›

      at the end, when nps is 0 to 6
         We are sorry it was not better. Thank you for taking
         the time to tell us.

      at the end, otherwise
         Thank you for taking the time.
    "
  `);
});

test("CSAT in Spanish, without a company, in 100 columns", () => {
  expect(preview("csat", 100, { language: "es", company: null })).toMatchInlineSnapshot(`
    "  csat: 4 questions, language es

         Su opinión

       1 csat (csat, satisfaction, 1 to 5)

         ¿Cuál es su grado de satisfacción con la atención
         que recibió de nuestra parte?

           1        2        3        4        5
         muy insatisfecho/a     muy satisfecho/a

       2 low (text, the comment on csat), asked when csat is 1 or 2

         1 de 5. Gracias por decírnoslo. Lamentamos que no
         haya sido mejor. ¿Qué falló?

         (opcional, Enter para terminar)

         ›

       3 middle (text, the comment on csat), asked when csat is 3

         3 de 5. ¡Gracias! ¿Qué habría mejorado su experiencia?

         (opcional, Enter para terminar)

         ›

       4 high (text, the comment on csat), asked when csat is 4 or 5

         4 de 5. ¡Gracias! ¿Qué hicimos bien?

         (opcional, Enter para terminar)

         ›

      at the end, when csat is 1 or 2
         Lamentamos que no haya sido mejor. Gracias por tomarse el tiempo de decírnoslo.

      at the end, otherwise
         Gracias por su tiempo.
    "
  `);
});

test("a file of one's own in 60 columns", () => {
  expect(previewText(inLanguage(good, AS), 60)).toMatchInlineSnapshot(`
    "  after-call: 6 questions, language en

         Acme Support

         Two minutes, please. Your answers go to the whole
         team.

       1 csat (csat, satisfaction, 1 to 5)

         How satisfied are you with the support you
         received from Acme?

           1       2       3       4       5
         very dissatisfied    very satisfied

       2 why (text, the comment on csat), asked when csat is 1
         to 3

         1 out of 5. What should we have done differently?

         (optional, Enter to finish)

         ›

       3 solved (yes or no)

         Is your question solved?

           Yes       No

       4 subject (one of the options), asked when solved is no

         What is it about?

           1   Billing
           2   Delivery
           3   Something else

       5 reached_by (any of the options)

         How did you try to reach us?

           [ ] 1  Phone
           [ ] 2  Email
           [ ] 3  Chat

       6 hold_time (rating, 1 to 5), asked when solved is not
         yes, and reached_by includes "Phone"

         How was the time on hold?

           1     2     3     4     5
         far too long     very short

      at the end, when csat is 1 or 2
         We are sorry. Thank you for telling us.

      at the end, otherwise
         Thank you!
    "
  `);
});

test("a file of one's own in 100 columns", () => {
  expect(previewText(inLanguage(good, { ...AS, language: "es" }), 100)).toMatchInlineSnapshot(`
    "  after-call: 6 questions, language es

         Soporte de Acme

         Dos minutos, por favor. Sus respuestas llegan a todo el equipo.

       1 csat (csat, satisfaction, 1 to 5)

         ¿Cuál es su grado de satisfacción con la atención
         que recibió de Acme?

           1        2        3        4        5
         muy insatisfecho/a     muy satisfecho/a

       2 why (text, the comment on csat), asked when csat is 1 to 3

         1 de 5. ¿Qué debería haber hecho nuestro equipo de
         otra manera?

         (opcional, Enter para terminar)

         ›

       3 solved (yes or no)

         ¿Está resuelta su consulta?

           Sí       No

       4 subject (one of the options), asked when solved is no

         ¿De qué se trata?

           1   Factura
           2   Envío
           3   Otra cosa

       5 reached_by (any of the options)

         ¿Cómo intentó contactarnos?

           [ ] 1  Teléfono
           [ ] 2  Correo electrónico
           [ ] 3  Chat

       6 hold_time (rating, 1 to 5), asked when solved is not yes, and reached_by includes "Teléfono"

         ¿Cómo fue el tiempo de espera?

           1     2     3     4     5
         demasiado largo   muy corto

      at the end, when csat is 1 or 2
         Lo sentimos. Gracias por decírnoslo.

      at the end, otherwise
         ¡Gracias!
    "
  `);
});

test("no line is wider than the screen", () => {
  for (const name of SURVEY_NAMES) {
    for (const language of ["en", "es"]) {
      for (const width of [1, 30, 45, 60, 100, 200]) {
        const lines = preview(name, width, { language, aloud: width === 60 }).split("\n");
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(30, width));
      }
    }
  }
});

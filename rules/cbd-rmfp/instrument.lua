-- CBD resource mobilization focal points: the invitation to appoint one, its function and its duties, in order.
--
-- The Secretariat's page reports paragraph 12 of the strategy for resource mobilization (adopted in May 2008). The
-- functions and duties are the words of the page, which has no date of its own: they follow paragraph 12's. The actor
-- is the Party, whose focal point it is.
return {
  api = 1,
  id = "cbd-rmfp",
  under = "cbd",
  version = "1.0.0",
  name = "CBD resource mobilization focal points",
  title = "Resource Mobilization Focal Points",
  citation = "Strategy for resource mobilization, paragraph 12, as reported on the Secretariat's page",
  url = "http://www.cbd.int/financial/focalpoints/",
  effect = "2008-05-30", -- decision IX/11, last day of COP9 (Bonn); the page says May 2008
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  provisions = {
    {
      id = "appoint",
      verb = "should consider",
      addressees = { "party" },
      summary = "Each Party considers appointing a resource mobilization focal point.",
      citation = "Strategy for resource mobilization, paragraph 12",
    },
    {
      id = "strategy",
      verb = "primary function",
      addressees = { "party" },
      summary = "The focal point organizes the design and dissemination of a national resource mobilization strategy,"
        .. " with key stakeholders, within the updated NBSAP.",
      citation = "the page, primary function",
    },
    {
      id = "liaison",
      verb = "should",
      addressees = { "party" },
      summary = "The focal point is the Party's link with the Secretariat.",
      citation = "the page, additional function",
    },
    {
      id = "duty-1",
      verb = "responsible for",
      addressees = { "party" },
      summary = "Receive funding information and pass it on: both.",
      citation = "the page, item 1",
    },
    {
      id = "duty-2",
      verb = "responsible for",
      addressees = { "party" },
      summary = "The Party is represented at workshops on finance under the Convention.",
      citation = "the page, item 2",
    },
    {
      id = "duty-3",
      verb = "responsible for",
      addressees = { "party" },
      summary = "Find experts who help to carry out the strategy.",
      citation = "the page, item 3",
    },
    {
      id = "duty-4",
      verb = "responsible for",
      addressees = { "party" },
      summary = "Answer other requests of the COP and the Secretariat for input.",
      citation = "the page, item 4",
    },
    {
      id = "duty-5",
      verb = "responsible for",
      addressees = { "party" },
      summary = "Work with the focal points of other countries, those of the region above all.",
      citation = "the page, item 5",
    },
    {
      id = "duty-6",
      verb = "responsible for",
      addressees = { "party" },
      summary = "Monitor, promote or facilitate the strategy at home: any one of them.",
      citation = "the page, item 6",
    },
  },
}

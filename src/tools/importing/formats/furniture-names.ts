import { alternatives } from '../../../core/model/alternatives.ts';

const furnitureWords = alternatives`
  cookies?|cookie(?:bot|consent|control|law|notice|yes)\w{0,12}|ccc|cc-(?:window|banner)|cmp\d?|cky|onetrust|consent
  gdpr|breadcrumbs?|share|sharing|social|addthis|sharedaddy|skip-?links?|pagination|pager|related|recommended|navbar
  nav|menu|side-?bar|newsletter|subscribe|subscription|promo|advert\w{0,20}|ads?|comments?|disqus|footer|masthead
  toolbar|byline|popular|trending|most-read|outbrain|taboola|sponsor\w{0,10}|widget|login|signup|page-?feedback
  was-?this-?(?:helpful|useful)|(?:post|entry|article)-(?:meta|navigation|tags)|jp-relatedposts
  toc(?:_?(?:container|wrapper|list|title))?|table-of-contents|ez-toc-container|reading-time|site-?(?:notice|sub)
  content-?sub|jump-?to-?nav|hatnote|(?:govuk|nhsuk)-caption-(?:s|m|l|xl)|navbox|catlinks|printfooter
  mw-(?:navigation|editsection|jump-link)|command-?bar(?:-wrapper)?|(?:site|page|global|ms-composite)-?header
`;
/** Words of classes and ids that mark menus and notices, for pages without better marks. */
export const furnitureNames = new RegExp(String.raw`(?:^|[-_\s])(?:${furnitureWords})(?:$|[-_\s])`, 'i');

const bannerMarks = alternatives`
  onetrust-(?:consent-sdk|banner-sdk|pc-sdk)|CybotCookiebot\w*|cmplz-cookiebanner[\w-]*|qc-cmp2?-[\w-]*|ccc
  ccc-wrapper|osano-cm-[\w-]*|termly-[\w-]*|iubenda-cs-[\w-]*|hs-(?:eu-)?(?:cookie-confirmation|banner)[\w-]*
  cookie-(?:notice|law-info-bar)[\w-]*|cky-consent[\w-]*|usercentrics-[\w-]*|didomi-(?:host|popup|notice)[\w-]*
  fc-consent-root|sp_message_container[\w-]*|truste-consent-track|truste_[\w-]*|trustarc-[\w-]*|cookieconsent
  cc-window|cc-banner|tarteaucitron[\w-]*|klaro|BorlabsCookie[\w-]*|moove_gdpr_[\w-]*|evidon-[\w-]*
  (?:govuk|nhsuk|nhsd|moj|tna)[\w-]*-?cookie-banner|nhsuk-cookie-banner|eu-cookie-compliance[\w-]*|sliding-popup
  cookiefirst-root|axeptio_overlay|shopify-pc__banner
`;
/** Marks of the notices of the usual makers of consent banners; never those of text. */
export const consentBanner = new RegExp(String.raw`(?:^|\s)(?:${bannerMarks})(?=\s|$)`, 'i');

const offerWords = alternatives`
  recommended(?: for you)?|you (?:might|may) (?:also )?(?:like|be interested in)
  related(?: (?:articles|stories|pages|news|posts))?|more (?:from .{1,40}|stories|news|on this story)
  most (?:popular|read|viewed|shared)|trending(?: now)?|popular (?:now|stories|posts)|recent (?:posts|comments)
  (?:from )?around the web|(?:sponsored|promoted)(?: (?:content|links|stories))?|(?:read|up|what to read) next
  (?:latest|top) (?:news|stories)|share this(?: (?:page|article|story))?|leave a (?:reply|comment)|comments
  \d{1,4} (?:comments?|thoughts on .{1,200})
  (?:was|did you find|is) this (?:page|article|information|content) (?:useful|helpful)
  (?:rate|give feedback on) this page|sign up (?:to|for) (?:our|the) (?:e-?)?(?:newsletter|mailing list|bulletin)s?
  subscribe to (?:our|the) .{1,40}|follow us(?: on .{1,40})?|navigation menu|manage consent|session about to expire
`;
/** Headings of what pages offer beside their text. */
export const offers = new RegExp(String.raw`^(?:${offerWords})\s*[:?]?$`, 'i');

const lineWords = alternatives`
  print this page|close (?:this )?window|back to (?:the )?top|e-?mail this page|download as pdf|skip to .{1,40}
  page \d{1,4} of \d{1,4}|printed (?:on|from|at) .{1,80}
  (?:view|read) (?:this )?(?:e-?mail|message|newsletter) in (?:your|a) (?:web )?browser\.?
  (?:estimated )?reading time:? .{1,30}|\d{1,3} min(?:ute)?s? read|you are receiving this .{0,200}|unsubscribe
  (?:update|manage) (?:your )?preferences|(?:©|copyright (?:©|\(c\)|\d{4})|\(c\) \d{4}).{0,200}
  posted (?:on|by) .{1,160}|created by .{1,80} last modified on .{1,40}|redirected from .{1,80}
  was this (?:page|article|information) (?:useful|helpful)\?(?: yes)?(?: no)?
`;
/** Lines that stand on printed pages, in newsletters and around articles, and say nothing of the subject. */
const furnitureLine = new RegExp(`^(?:${lineWords})$`, 'i');
const datedLine =
  /^(?:(?:next review(?: due)?|(?:(?:page )?last )?(?:updated|reviewed|published|modified))(?: on)?:? \d{1,2}(?:st|nd|rd|th)?[ /.-](?:\p{L}{3,9}|\d{1,2})[ /.-]\d{2,4}\.?(?: |$)){1,3}$/iu;

/** Returns true for a line that belongs to the page, not to its subject. */
export const isFurnitureLine = (text: string): boolean =>
  text.length <= 400 &&
  text
    .split(/[|·•]/)
    .map((piece) => piece.trim())
    .every((piece) => furnitureLine.test(piece) || datedLine.test(piece));

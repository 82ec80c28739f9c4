/**
 * Returns the settings by which Teams draws Adaptive Cards: sizes and spaces as in Microsoft's own host configuration for Teams
 * (microsoft/AdaptiveCards, samples/HostConfig/microsoft-teams-light.json). Colours are names of our style sheet, so
 * that light and dark change without drawing again.
 */
const ink = (/** @type {string} */ name) => ({
  default: `var(--teams-${name})`,
  subtle: `var(--teams-${name}-subtle)`
});
const foregroundColors = {
  default: ink('text'),
  dark: ink('text'),
  light: ink('text'),
  accent: ink('accent'),
  good: ink('good'),
  warning: ink('warning'),
  attention: ink('attention')
};
const fill = (/** @type {string} */ name) => ({ backgroundColor: `var(--teams-fill-${name})`, foregroundColors });
const fontSizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const fontWeights = { lighter: 200, default: 400, bolder: 600 };

export const teamsHost = {
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--teams-line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  fontTypes: {
    default: { fontFamily: 'var(--teams-font)', fontSizes, fontWeights },
    monospace: { fontFamily: 'monospace', fontSizes, fontWeights }
  },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  textBlock: { headingLevel: 4 },
  containerStyles: {
    default: fill('default'),
    emphasis: fill('emphasis'),
    accent: fill('accent'),
    good: fill('good'),
    attention: fill('attention'),
    warning: fill('warning')
  },
  actions: {
    maxActions: 6,
    spacing: 'Default',
    buttonSpacing: 8,
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
    preExpandSingleShowCardAction: false,
    showCard: { actionMode: 'Inline', inlineTopMargin: 16, style: 'emphasis' }
  },
  inputs: {
    label: {
      inputSpacing: 'Small',
      requiredInputs: { weight: 'Bolder', suffix: ' *', suffixColor: 'Attention' },
      optionalInputs: { weight: 'Bolder' }
    },
    errorMessage: { size: 'Small', color: 'Attention', spacing: 'Small', weight: 'Bolder' }
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { size: 'Default', color: 'Default', isSubtle: false, weight: 'Bolder', wrap: true, maxWidth: 150 },
    value: { size: 'Default', color: 'Default', isSubtle: false, weight: 'Default', wrap: true },
    spacing: 16
  }
};

// A card as JSON: Adaptive Card 1.5, which is what Teams draws everywhere.

export type CardElement = Readonly<Record<string, unknown>> & { readonly type: string };

export interface Card {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly body: readonly CardElement[];
  /** Wide where a table needs it. No `lang`: Microsoft's renderer refuses it on every second card. */
  readonly msteams?: { readonly width: 'Full' };
}

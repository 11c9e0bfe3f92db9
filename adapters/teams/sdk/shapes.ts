// Shapes as Microsoft declares them: what we answer is checked against them when it is compiled. Nothing of the SDK is loaded.
export type { FileConsentCard, FileInfoCard, TaskModuleResponse } from 'botbuilder';

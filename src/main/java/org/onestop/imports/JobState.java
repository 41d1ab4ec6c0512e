package org.onestop.imports;

/** A job and how far it has come. */
record JobState(ImportJob job, Progress progress) {}

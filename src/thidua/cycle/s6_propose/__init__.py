"""Stage 6: what is known of a subject, dossiers, eligibility condition by condition, appraisal."""

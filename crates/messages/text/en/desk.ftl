# The desk: reception, refusal, guidance, hand-over lists, results, the slip.

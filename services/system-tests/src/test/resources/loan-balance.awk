# The loan balance that a file of events comes to, in fen: disbursed - repaid - written off. No code of the project's: it reads
# the text alone. Exact as long as the sum stays below 2^53.
{
  match($0, /"type": *"[A-Za-z]+"/)
  type = substr($0, RSTART, RLENGTH)
  match($0, /"amount": *"[0-9]+\.[0-9][0-9]"/)
  amount = substr($0, RSTART, RLENGTH)
  gsub(/[^0-9]/, "", amount)
  if (type ~ /LoanDisbursed/) balance += amount
  if (type ~ /LoanRepaid|LoanWrittenOff/) balance -= amount
}
END { printf "%.0f\n", balance }

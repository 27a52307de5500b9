// Package sample makes the sample year of Quan Hóa district: figures invented for trying the program
// out, built so that they add up from month to month and from sheet to sheet and give the totals that
// were published for 2020. It knows nothing of the program's checks.
package sample

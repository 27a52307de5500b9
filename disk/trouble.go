package disk

import (
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"syscall"
)

// Error numbers of Windows (winerror.h).
const (
	winAccessDenied     syscall.Errno = 5
	winWriteProtect     syscall.Errno = 19
	winSharingViolation syscall.Errno = 32
	winLockViolation    syscall.Errno = 33
	winUserMappedFile   syscall.Errno = 1224
)

// winCloud are those of a file whose content lies with a cloud service (OneDrive) that cannot be asked for it:
// ERROR_CLOUD_FILE_PROVIDER_NOT_RUNNING, _NOT_IN_SYNC, _AUTHENTICATION_FAILED, _NETWORK_UNAVAILABLE, _UNSUCCESSFUL,
// _IN_USE, _REQUEST_ABORTED, _ACCESS_DENIED, _REQUEST_CANCELED, _PROVIDER_TERMINATED, _REQUEST_TIMEOUT.
func winCloud() []syscall.Errno {
	return []syscall.Errno{362, 377, 386, 388, 389, 391, 393, 395, 398, 404, 426}
}

const windows = "windows"

// number is the system's own number of an error; 0: there is none.
func number(err error) syscall.Errno {
	var no syscall.Errno
	errors.As(err, &no)
	return no
}

// Held tells whether another program keeps a file or a part of it to itself, as Excel does with an open workbook.
func Held(err error) bool { return held(runtime.GOOS, err) }

func held(system string, err error) bool {
	return system == windows && slices.Contains([]syscall.Errno{winSharingViolation, winLockViolation, winUserMappedFile}, number(err))
}

// Protected tells whether the medium cannot be written to: a CD, a stick with its switch set.
func Protected(err error) bool { return protected(runtime.GOOS, err) }

func protected(system string, err error) bool {
	if system == windows {
		return number(err) == winWriteProtect
	}
	return errors.Is(err, syscall.EROFS)
}

// Unwritable tells whether something may not be written: for want of rights, or because of the medium.
func Unwritable(err error) bool { return errors.Is(err, fs.ErrPermission) || Protected(err) }

// InCloud tells whether the content of a file lies with a cloud service that does not hand it out now.
func InCloud(err error) bool { return inCloud(runtime.GOOS, err) }

func inCloud(system string, err error) bool {
	return system == windows && slices.Contains(winCloud(), number(err))
}

// passing tells whether a rename may succeed in a moment: virus scanners, indexers and previews open new files for
// some milliseconds, and Windows then says either that they are held or that access is denied.
func passing(system string, err error) bool {
	return held(system, err) || system == windows && number(err) == winAccessDenied
}

package main

import (
	"encoding/binary"
	"errors"
	"os"
)

var errNoProgram = errors.New("this is no Windows program")

// writeChecksum puts the checksum into a program's header, which Go leaves empty. Signing writes it too: with it, a
// signed program without its signature is the unsigned one, byte for byte.
func writeChecksum(path string) error {
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := setChecksum(program); err != nil {
		return err
	}
	return os.WriteFile(path, program, 0o755)
}

// setChecksum follows Microsoft's "PE Format": the words of the file, the field itself as nothing, added with the
// carry brought back, plus the length in bytes.
func setChecksum(program []byte) error {
	const at, field = 0x3c, 24 + 64 // where the header's offset stands; the field from there
	le := binary.LittleEndian
	if len(program) < at+4 || string(program[:2]) != "MZ" {
		return errNoProgram
	}
	head := int(le.Uint32(program[at:]))
	if head < 0 || head+field+4 > len(program) || string(program[head:head+4]) != "PE\x00\x00" {
		return errNoProgram
	}
	le.PutUint32(program[head+field:], 0)
	var sum uint32
	for i := 0; i < len(program); i += 2 {
		word := uint32(program[i])
		if i+1 < len(program) {
			word |= uint32(program[i+1]) << 8
		}
		sum += word
		sum = sum&0xffff + sum>>16
	}
	le.PutUint32(program[head+field:], sum+uint32(len(program)))
	return nil
}

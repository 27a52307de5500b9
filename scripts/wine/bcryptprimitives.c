/* bcryptprimitives.dll: Wine before 9 has none, and every program of today's Go wants its one function. For trying only. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID to, ULONG n); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T n)
{
	return SystemFunction036(to, (ULONG)n);
}

/* A stand-in for the one function of Windows 10 that every Go program needs and that the
   Wine of Debian 12 does not have. It is built into Wine's folder where the packages are
   proved, and handed out to nobody.
   https://learn.microsoft.com/windows/win32/seccng/processprng */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    const SIZE_T most = 1 << 20;

    while (length > 0) {
        ULONG part = (ULONG)(length < most ? length : most);
        if (!RtlGenRandom(data, part))
            return FALSE;
        data += part;
        length -= part;
    }
    return TRUE;
}

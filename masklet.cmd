@echo off
rem Starts Masklet, and builds it first if it is not built or its sources changed.
rem
rem   set MASKLET_CPU=1      build with the ONNX Runtime for CPUs only
rem   set MASKLET_JAVA_OPTS  options for the Java machine, after ours
rem   set JAVA_HOME          which JDK to use; otherwise the java on the PATH
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIR=%~dp0"
set "TARGET=%HOME_DIR%cli\target"
set "LIBRARIES=%TARGET%\libraries.txt"
set "ARGUMENTS=%TARGET%\launcher.args"

set "JAVA_EXE=java.exe"
if defined JAVA_HOME set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
"%JAVA_EXE%" -version >nul 2>&1
if errorlevel 1 (
  echo masklet: Looking for Java: expected a JDK, 17 or newer, in JAVA_HOME or on the PATH, found none. Install one from https://adoptium.net or set JAVA_HOME.>&2
  exit /b 1
)

if not exist "%LIBRARIES%" (
  echo Building Masklet for the first time. Libraries that are missing are downloaded.>&2
  goto build
)
call :prepare
if not errorlevel 1 goto run
echo Building Masklet again: its sources changed.>&2

:build
set "PROFILE="
if defined MASKLET_CPU set "PROFILE=-Pcpu"
if exist "%LIBRARIES%" findstr /c:"onnxruntime_gpu" "%LIBRARIES%" >nul || set "PROFILE=-Pcpu"
pushd "%HOME_DIR%"
call mvnw.cmd -B -q -pl cli -am -DskipTests -Dspotless.check.skip -Djavacpp.platform=windows-x86_64 %PROFILE% package >&2
set "BUILT=%ERRORLEVEL%"
popd
if not "%BUILT%"=="0" (
  echo masklet: Building failed; the reason stands above. See help\build.md.>&2
  exit /b 1
)
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:LIBRARIES).LastWriteTimeUtc = [DateTime]::UtcNow"
call :prepare

:run
"%JAVA_EXE%" -XX:+UseSerialGC -Xms64m -Xmx512m -XX:MaxDirectMemorySize=512m -Djava.awt.headless=true %MASKLET_JAVA_OPTS% "@%ARGUMENTS%" io.masklet.cli.Main %*
exit /b %ERRORLEVEL%

rem Fails if a source is newer than the build. Else writes the class path, which is longer than a
rem command line may be, into a file of arguments, where backslashes are doubled.
:prepare
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:LIBRARIES).LastWriteTimeUtc; foreach ($module in 'core','models','tracker','testdata','cli') { if (Get-ChildItem -Recurse -LiteralPath ($env:HOME_DIR + $module + '\src\main') | Where-Object { $_.LastWriteTimeUtc -gt $built }) { exit 1 } }; $path = $env:TARGET + '\masklet-cli.jar;' + [IO.File]::ReadAllText($env:LIBRARIES).Trim(); $quote = [string][char]34; [IO.File]::WriteAllText($env:ARGUMENTS, '-cp ' + $quote + $path.Replace('\', '\\') + $quote)"
exit /b %ERRORLEVEL%
